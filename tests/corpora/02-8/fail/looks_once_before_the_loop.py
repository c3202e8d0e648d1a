# finding: wrong-result M32
# message: page 2 was begun all the same
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        if self.enough.is_set():
            return
        for page in self.pages:
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.enough.set()
        self.thread.join()

    def wait(self):
        self.thread.join()
