# expect: pass
import threading

class Room:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room = threading.Lock()
        self.x = self.y = 0
        self.seen = []

    def read(self):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        self.seen.append(self.x == self.y)
        with self.mutex:
            self.readers -= 1
            if self.readers == 0:
                self.room.release()

    def write(self):
        with self.room:
            self.x += 1
            self.y += 1

# --- scenario ---
setup = Room
workers = [Room.read, Room.read, Room.write]
def invariant(r): return r.seen == [True, True]
