# finding: too-much-locking M11
# message: in the room
import threading


class ReadingRoom:
    def __init__(self):
        self.lock = threading.Lock()

    def start_reading(self):
        self.lock.acquire()

    def stop_reading(self):
        self.lock.release()

    def start_writing(self):
        self.lock.acquire()

    def stop_writing(self):
        self.lock.release()
