# expect: fail
# because: removing an item makes the other thread's loop skip one
# kind: wrong-result
class Flock:
    def __init__(self):
        self.sheep = ['s1', 's2', 's3']
        self.counted = []

    def sell(self):
        self.sheep.remove('s1')

    def count(self):
        for s in self.sheep:
            self.counted.append(s)

# --- scenario ---
setup = Flock
workers = [Flock.sell, Flock.count]
def invariant(f): return f.counted in (['s1', 's2', 's3'], ['s2', 's3'])
