# expect: fail
# because: the loop variable is never moved on
# kind: hang
class Counter:
    def __init__(self):
        self.n = 0

    def run(self):
        i = 0
        while i < 3:
            self.n = i

# --- scenario ---
setup = Counter
workers = [Counter.run]
def invariant(c): return True
