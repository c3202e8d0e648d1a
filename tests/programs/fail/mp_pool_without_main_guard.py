# expect: fail
# because: exception: the child makes a pool when it is imported
from multiprocessing import Pool

def square(x):
    return x * x

with Pool(2) as pool:
    squares = pool.map(square, [1, 2, 3])

# --- scenario ---
def main(): return squares
def accept(result): return result == [1, 4, 9]
