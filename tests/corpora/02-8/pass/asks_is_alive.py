import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch, self.pages, self.done = fetch, pages, []
        self.stop_event = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        for page in self.pages:
            self.done += [self.fetch(page)]
            if self.stop_event.is_set():
                break

    def start(self):
        self.thread.start()

    def stop(self):
        self.stop_event.set()
        if self.thread.is_alive():
            self.thread.join()

    def wait(self):
        self.thread.join()
