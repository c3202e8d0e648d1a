# expect: fail
# because: exception: cannot pickle 'generator' object
from concurrent.futures import ProcessPoolExecutor

def numbers(n):
    return (i * i for i in range(n))

def run():
    with ProcessPoolExecutor(max_workers=2) as pool:
        return list(pool.submit(numbers, 4).result())

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 4, 9]
