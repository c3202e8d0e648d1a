# expect: pass
import threading

class Tree:
    def __init__(self):
        self.lock = threading.RLock()
        self.visits = 0

    def visit(self, depth):
        with self.lock:
            self.visits += 1
            if depth:
                self.visit(depth - 1)

# --- scenario ---
setup = Tree
workers = [lambda t: t.visit(2), lambda t: t.visit(1)]
def invariant(t): return t.visits == 5
