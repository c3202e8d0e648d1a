# finding: lost-wakeup M17
# message: had the thread looked at before it slept
import threading


class ReadingRoom:
    def __init__(self):
        self.readers = 0
        self.writing = False
        self.changed = threading.Condition()

    def start_reading(self):
        while True:
            with self.changed:
                if not self.writing:
                    self.readers += 1
                    return
            with self.changed:
                self.changed.wait()

    def stop_reading(self):
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()

    def start_writing(self):
        while True:
            with self.changed:
                if not self.writing and not self.readers:
                    self.writing = True
                    return
            with self.changed:
                self.changed.wait()

    def stop_writing(self):
        with self.changed:
            self.writing = False
            self.changed.notify_all()
