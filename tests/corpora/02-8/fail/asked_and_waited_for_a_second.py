# finding: unfinished-threads M32
# message: while page 1 was still being fetched
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            if self.enough.is_set():
                return
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.enough.set()
        self.thread.join(1)

    def wait(self):
        self.thread.join()
