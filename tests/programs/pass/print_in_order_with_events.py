# expect: pass
import threading

class Poem:
    def __init__(self):
        self.first, self.second = threading.Event(), threading.Event()
        self.lines = []

    def one(self):
        self.lines.append('one')
        self.first.set()

    def two(self):
        self.first.wait()
        self.lines.append('two')
        self.second.set()

    def three(self):
        self.second.wait()
        self.lines.append('three')

# --- scenario ---
setup = Poem
workers = [Poem.three, Poem.two, Poem.one]
def invariant(p): return p.lines == ['one', 'two', 'three']
