# finding: deadlock -
# message: wait
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.enough = threading.Event()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            if self.enough.is_set():
                return
            self.done.append(self.fetch(page))
        self.ended.set()

    def start(self):
        self.thread.start()

    def stop(self):
        self.enough.set()
        self.ended.wait()

    def wait(self):
        self.ended.wait()
