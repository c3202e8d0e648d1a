import threading


class ReadingRoom:
    def __init__(self):
        self.readers = 0
        self.counting = threading.Lock()
        self.room = threading.Lock()

    def start_reading(self):
        with self.counting:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()

    def stop_reading(self):
        with self.counting:
            self.readers -= 1
            if self.readers == 0:
                self.room.release()

    def start_writing(self):
        self.room.acquire()

    def stop_writing(self):
        self.room.release()
