import threading


class ReadingRoom:
    """A writer blocks the turnstile, so that no new reader comes in before it."""

    def __init__(self):
        self.turnstile = threading.Semaphore(1)
        self.empty = threading.Semaphore(1)
        self.counting = threading.Lock()
        self.readers = 0

    def start_reading(self):
        with self.turnstile:
            pass
        with self.counting:
            self.readers += 1
            if self.readers == 1:
                self.empty.acquire()

    def stop_reading(self):
        with self.counting:
            self.readers -= 1
            if not self.readers:
                self.empty.release()

    def start_writing(self):
        self.turnstile.acquire()
        self.empty.acquire()

    def stop_writing(self):
        self.empty.release()
        self.turnstile.release()
