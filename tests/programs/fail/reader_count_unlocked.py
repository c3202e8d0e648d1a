# expect: fail
# because: readers += 1 outside the mutex: the room is locked or freed at the wrong time
import threading

class Room:
    """The first reader locks the writers out, the last one lets them in."""
    def __init__(self):
        self.readers = 0
        self.room = threading.Lock()
        self.x = self.y = 0
        self.seen = []

    def read(self):
        self.readers += 1
        if self.readers == 1:
            self.room.acquire()
        self.seen.append(self.x == self.y)
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
def invariant(r): return all(r.seen)
