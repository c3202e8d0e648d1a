# expect: fail
# because: the pattern reads x and y one after the other, and the move comes in between
class Point:
    def __init__(self):
        self.x = self.y = 0

    def move(self):
        self.x += 1
        self.y += 1

class Watcher:
    seen = None

    def look(self, point):
        match point:
            case Point(x=0, y=0):
                self.seen = "home"
            case Point(x=x, y=y) if x == y:
                self.seen = "diagonal"
            case Point():
                self.seen = "torn"

# --- scenario ---
watcher = Watcher()
setup = Point
workers = [Point.move, watcher.look]
def invariant(point): return watcher.seen != "torn" or "the watcher saw half of a move"
