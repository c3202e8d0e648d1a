# finding: wrong-result -
# message: A reader was let in while a writer wrote
import threading


class ReadingRoom:
    def __init__(self):
        self.free = threading.Event()
        self.free.set()
        self.readers = 0
        self.lock = threading.Lock()

    def start_reading(self):
        self.free.wait()
        with self.lock:
            self.readers += 1

    def stop_reading(self):
        with self.lock:
            self.readers -= 1

    def start_writing(self):
        self.free.wait()
        self.free.clear()
        while self.readers:
            pass

    def stop_writing(self):
        self.free.set()
