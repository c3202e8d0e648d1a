# finding: wrong-result M32
# message: while page 1 was still being fetched
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.thread = threading.Thread(target=self.work, daemon=True)

    def work(self):
        for page in self.pages:
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.thread = None

    def wait(self):
        self.thread.join()
