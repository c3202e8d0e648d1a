# finding: deadlock -
# message: which is at 0
import threading


class ReadingRoom:
    def __init__(self):
        self.places = threading.Semaphore(2)

    def start_reading(self):
        self.places.acquire()

    def stop_reading(self):
        self.places.release()

    def start_writing(self):
        self.places.acquire()
        self.places.acquire()

    def stop_writing(self):
        self.places.release(2)
