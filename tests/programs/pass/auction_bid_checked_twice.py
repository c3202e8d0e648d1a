# expect: pass
import threading

class Auction:
    def __init__(self):
        self.lock = threading.Lock()
        self.best = 0
        self.who = None

    def bid(self, who, amount):
        if amount > self.best:
            with self.lock:
                if amount > self.best:
                    self.best = amount
                    self.who = who

# --- scenario ---
setup = Auction
workers = [lambda a: a.bid('ann', 10), lambda a: a.bid('bob', 20), lambda a: a.bid('cat', 15)]
def invariant(a): return (a.who, a.best) == ('bob', 20)
