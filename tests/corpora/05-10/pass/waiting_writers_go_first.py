from threading import Condition


class ReadingRoom:
    def __init__(self):
        self.readers = self.writers = self.waiting = 0
        self.changed = Condition()

    def start_reading(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.writers and not self.waiting)
            self.readers += 1

    def stop_reading(self):
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()

    def start_writing(self):
        with self.changed:
            self.waiting += 1
            self.changed.wait_for(lambda: not self.writers and not self.readers)
            self.waiting -= 1
            self.writers += 1

    def stop_writing(self):
        with self.changed:
            self.writers -= 1
            self.changed.notify_all()
