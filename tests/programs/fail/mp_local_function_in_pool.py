# expect: fail
# because: exception: a local function cannot be pickled
from multiprocessing import Pool

def run(factor):
    def scale(x):
        return x * factor
    with Pool(2) as pool:
        return pool.map(scale, [1, 2, 3])

# --- scenario ---
def main(): return run(3)
def accept(result): return result == [3, 6, 9]
