import threading


class ReadingRoom:
    """-1: somebody writes; otherwise the number of readers."""

    def __init__(self):
        self.inside = 0
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def start_reading(self):
        self.lock.acquire()
        try:
            while self.inside < 0:
                self.changed.wait()
            self.inside += 1
        finally:
            self.lock.release()

    def stop_reading(self):
        with self.lock:
            self.inside -= 1
            if self.inside == 0:
                self.changed.notify_all()

    def start_writing(self):
        with self.lock:
            while self.inside != 0:
                self.changed.wait()
            self.inside = -1

    def stop_writing(self):
        with self.lock:
            self.inside = 0
            self.changed.notify_all()
