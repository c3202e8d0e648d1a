import threading

PLACES = 3


class ReadingRoom:
    """A room with few places: a reader needs one of them, a writer all."""

    def __init__(self):
        self.places = threading.Semaphore(PLACES)
        self.writer = threading.Lock()

    def start_reading(self):
        self.places.acquire()

    def stop_reading(self):
        self.places.release()

    def start_writing(self):
        self.writer.acquire()
        for _ in range(PLACES):
            self.places.acquire()

    def stop_writing(self):
        self.places.release(PLACES)
        self.writer.release()
