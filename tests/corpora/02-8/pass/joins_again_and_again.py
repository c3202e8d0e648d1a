import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.enough = threading.Event()
        self.thread = threading.Thread(target=self.work, daemon=True)

    def work(self):
        for page in self.pages:
            if self.enough.is_set():
                return
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        self.enough.set()
        while self.thread.is_alive():
            self.thread.join(timeout=0.5)

    def wait(self):
        while self.thread.is_alive():
            self.thread.join(timeout=0.5)
