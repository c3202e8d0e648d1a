# expect: pass
class Weather:
    """One thread writes whole values; the others only read: nothing is lost."""
    def __init__(self):
        self.celsius = 10
        self.seen = []

    def measure(self):
        for t in (11, 12):
            self.celsius = t

    def show(self):
        self.seen.append(self.celsius)

# --- scenario ---
setup = Weather
workers = [Weather.measure, Weather.show, Weather.show]
def invariant(w): return set(w.seen) <= {10, 11, 12} and w.celsius == 12
