# finding: unfinished-threads M32
# message: was still being fetched
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.end = False
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            if self.end:
                break
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.end = True
        if self.thread.ident:
            self.thread.join(100)

    def wait(self):
        self.thread.join()
