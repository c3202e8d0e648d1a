# expect: fail
# because: the producer puts the same list twice and changes it
# kind: wrong-result
import queue

class Camera:
    def __init__(self):
        self.q = queue.Queue()
        self.saved = []

    def shoot(self):
        frame = [0]
        for n in (1, 2):
            frame[0] = n
            self.q.put(frame)

    def save(self):
        for _ in range(2):
            self.saved.append(self.q.get()[0])

# --- scenario ---
setup = Camera
workers = [Camera.shoot, Camera.save]
def invariant(c): return c.saved == [1, 2]
