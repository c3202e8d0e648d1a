# expect: pass
from functools import partial
from multiprocessing import Pool

class Scale:
    def __init__(self, factor):
        self.factor = factor

    def apply(self, x):
        return x * self.factor

def power(base, exponent):
    return base ** exponent

def run():
    with Pool(2) as pool:
        return pool.map(Scale(3).apply, [1, 2]), pool.map(partial(power, exponent=2), [3, 4])

# --- scenario ---
def main(): return run()
def accept(result): return result == ([3, 6], [9, 16])
