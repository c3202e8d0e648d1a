# expect: pass
from concurrent.futures import ThreadPoolExecutor as Pool

def program():
    with Pool(2) as pool:
        return list(pool.map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6]))

# --- scenario ---
main = program
def accept(r): return r == [4, 10, 18]
