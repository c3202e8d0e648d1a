import threading


class Crawler(threading.Thread):
    def __init__(self, fetch, pages):
        super().__init__()
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.asked = threading.Event()

    def run(self):
        for page in self.pages:
            if not self.asked.is_set():
                self.done.append(self.fetch(page))

    def stop(self):
        self.asked.set()
        if self.ident is not None:
            self.join()

    def wait(self):
        self.join()
