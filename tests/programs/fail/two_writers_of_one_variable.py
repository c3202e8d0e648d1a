# expect: fail
# because: the last writer wins, and that need not be the second thread
# kind: wrong-result
class Weather:
    def __init__(self):
        self.celsius = 10

    def set(self, t):
        self.celsius = t

# --- scenario ---
setup = Weather
workers = [lambda w: w.set(1), lambda w: w.set(2)]
def invariant(w): return w.celsius == 2
