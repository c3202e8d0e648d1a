# expect: pass
import threading

class Round:
    def __init__(self, n):
        self.turns = [threading.Semaphore(0) for _ in range(n)]
        self.turns[0].release()
        self.out = ''

    def say(self, i, letter, times):
        for _ in range(times):
            self.turns[i].acquire()
            self.out += letter
            self.turns[(i + 1) % len(self.turns)].release()

# --- scenario ---
def setup(): return Round(3)
workers = [lambda r: r.say(0, 'a', 2), lambda r: r.say(1, 'b', 2), lambda r: r.say(2, 'c', 2)]
def invariant(r): return r.out == 'abcabc'
