# expect: pass
import queue

class Post:
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def producer(self, word):
        self.q.put(word)
        self.q.put('END')

    def consumer(self):
        producers = 2
        while producers:
            match self.q.get():
                case 'END':
                    producers -= 1
                case word:
                    self.got.append(word)

# --- scenario ---
setup = Post
workers = [lambda p: p.producer('x'), lambda p: p.producer('y'), Post.consumer]
def invariant(p): return sorted(p.got) == ['x', 'y']
