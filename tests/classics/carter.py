# expect: fail
# because: one group holds the room and needs the mutex, the other holds the mutex and needs the room
# kind: deadlock
"""carter01_bad of SCTBench: two groups share a room, the first of each group locks it, the last unlocks it.

Both groups use the same mutex for their counts, so one can hold the mutex while it waits for the room.

Source: L. Cordeiro, B. Fischer, ICSE 2011; in SCTBench as CS.carter01_bad.
"""
import threading


class Room:
    def __init__(self):
        self.mutex = threading.Lock()
        self.room = threading.Lock()
        self.group = {'a': 0, 'b': 0}

    def visit(self, name):
        with self.mutex:
            self.group[name] += 1
            if self.group[name] == 1:
                self.room.acquire()
        with self.mutex:
            self.group[name] -= 1
            if self.group[name] == 0:
                self.room.release()


def bystander(room):
    pass

# --- scenario ---
setup = Room
workers = [lambda r: r.visit('a'), lambda r: r.visit('b'), bystander, bystander]
def invariant(r): return r.group == {'a': 0, 'b': 0}
