import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = pages
        self.done = []
        self.asked = threading.Event()
        self.ended = threading.Event()
        self.ended.set()

    def work(self):
        try:
            for page in self.pages:
                if self.asked.is_set():
                    break
                self.done.append(self.fetch(page))
        finally:
            self.ended.set()

    def start(self):
        self.ended.clear()
        threading.Thread(target=self.work).start()

    def stop(self):
        self.asked.set()
        self.ended.wait()

    def wait(self):
        self.ended.wait()
