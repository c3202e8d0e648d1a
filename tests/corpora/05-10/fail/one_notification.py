# finding: deadlock M16
# message: which of them does this one notification wake?
import threading


class ReadingRoom:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.changed = threading.Condition()

    def start_reading(self):
        with self.changed:
            while self.writing:
                self.changed.wait()
            self.readers += 1

    def stop_reading(self):
        with self.changed:
            self.readers -= 1
            if not self.readers:
                self.changed.notify()

    def start_writing(self):
        with self.changed:
            while self.writing or self.readers:
                self.changed.wait()
            self.writing = True

    def stop_writing(self):
        with self.changed:
            self.writing = False
            self.changed.notify()
