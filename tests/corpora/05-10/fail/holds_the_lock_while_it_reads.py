# finding: too-much-locking M11
# message: in the room
import threading


class ReadingRoom:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0

    def start_reading(self):
        self.changed.acquire()
        self.readers += 1

    def stop_reading(self):
        self.readers -= 1
        self.changed.release()

    def start_writing(self):
        self.changed.acquire()
        while self.readers:
            self.changed.wait()

    def stop_writing(self):
        self.changed.notify_all()
        self.changed.release()
