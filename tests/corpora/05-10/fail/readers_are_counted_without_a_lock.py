# finding: deadlock M02
# message: Count the steps of the line
import threading


class ReadingRoom:
    def __init__(self):
        self.readers = 0
        self.room = threading.Lock()

    def start_reading(self):
        self.readers += 1
        if self.readers == 1:
            self.room.acquire()

    def stop_reading(self):
        self.readers -= 1
        if self.readers == 0:
            self.room.release()

    def start_writing(self):
        self.room.acquire()

    def stop_writing(self):
        self.room.release()
