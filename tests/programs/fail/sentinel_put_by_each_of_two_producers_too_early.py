# expect: fail
# because: the first producer's sentinel stops the consumer while the second still delivers
# kind: wrong-result
import queue

class Post:
    def __init__(self):
        self.q = queue.Queue()
        self.got = []

    def producer(self, word):
        self.q.put(word)
        self.q.put('END')

    def consumer(self):
        while True:
            word = self.q.get()
            if word == 'END':
                return
            self.got.append(word)

# --- scenario ---
setup = Post
workers = [lambda p: p.producer('x'), lambda p: p.producer('y'), Post.consumer]
def invariant(p): return sorted(p.got) == ['x', 'y']
