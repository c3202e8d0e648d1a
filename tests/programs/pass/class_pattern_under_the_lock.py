# expect: pass
# because: the fields are read, by position, while nobody can move the point
import threading

class Point:
    __match_args__ = ("x", "y")

    def __init__(self):
        self.lock = threading.Lock()
        self.x = self.y = 0

    def move(self):
        with self.lock:
            self.x += 1
            self.y += 1

    def where(self):
        with self.lock:
            match self:
                case Point(0, 0):
                    return "home"
                case Point(1 | 2 as x, y) if x == y:
                    return "diagonal"
                case _:
                    return "torn"

# --- scenario ---
seen = []
setup = Point
workers = [Point.move, Point.move, lambda point: seen.append(point.where())]
def invariant(point): return seen[0] != "torn" and point.x == 2
