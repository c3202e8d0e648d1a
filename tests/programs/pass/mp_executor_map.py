# expect: pass
from concurrent.futures import ProcessPoolExecutor

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1))

def run():
    with ProcessPoolExecutor() as pool:
        return [n for n, prime in zip(range(12), pool.map(is_prime, range(12), chunksize=4)) if prime]

if __name__ == "__main__":
    print(run())

# --- scenario ---
def main(): return run()
def accept(result): return result == [2, 3, 5, 7, 11]
