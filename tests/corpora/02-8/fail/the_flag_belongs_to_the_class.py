# finding: wrong-result -
# message: its `done` is []
import threading


class Crawler:
    stopped = threading.Event()

    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            if self.stopped.is_set():
                break
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.stopped.set()
        if self.thread.ident is not None:
            self.thread.join()

    def wait(self):
        self.thread.join()
