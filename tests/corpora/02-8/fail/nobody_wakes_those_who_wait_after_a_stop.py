# finding: deadlock -
# message: Nobody can go on
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.end = threading.Event()
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            if self.end.is_set():
                return
            self.done.append(self.fetch(page))
        self.over.set()

    def start(self):
        self.thread.start()

    def stop(self):
        self.end.set()
        if self.thread.ident:
            self.thread.join()

    def wait(self):
        self.over.wait()
