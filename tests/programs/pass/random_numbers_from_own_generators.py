# expect: pass
import random

class Dice:
    def __init__(self):
        self.rolls = [None, None]

    def player(self, i):
        rng = random.Random(i)
        self.rolls[i] = [rng.randint(1, 6) for _ in range(3)]

# --- scenario ---
setup = Dice
workers = [lambda d: d.player(0), lambda d: d.player(1)]
def invariant(d): return all(1 <= r <= 6 for roll in d.rolls for r in roll)
