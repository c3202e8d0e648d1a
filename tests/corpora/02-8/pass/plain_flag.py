import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = list(pages)
        self.done = []
        self.stopping = False
        self.thread = None

    def work(self):
        while self.pages and not self.stopping:
            self.done.append(self.fetch(self.pages.pop(0)))

    def start(self):
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def stop(self):
        self.stopping = True
        self.wait()

    def wait(self):
        if self.thread is not None:
            self.thread.join()
