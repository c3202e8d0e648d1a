# finding: wrong-result -
# message: `done` is []
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
            text = self.fetch(page)
            if self.enough.is_set():
                return
            self.done.append(text)

    def start(self):
        self.thread.start()

    def stop(self):
        self.enough.set()
        if self.thread.is_alive():
            self.thread.join()

    def wait(self):
        self.thread.join()
