import queue
import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.waiting = queue.Queue()
        for page in pages:
            self.waiting.put(page)
        self.done = []
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while True:
            try:
                page = self.waiting.get_nowait()
            except queue.Empty:
                return
            self.done.append(self.fetch(page))

    def start(self):
        self.thread.start()

    def stop(self):
        while True:
            try:
                self.waiting.get_nowait()
            except queue.Empty:
                break
        self.wait()

    def wait(self):
        try:
            self.thread.join()
        except RuntimeError:
            pass  # it was never started
