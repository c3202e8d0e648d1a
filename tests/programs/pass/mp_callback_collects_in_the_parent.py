# expect: pass
# because: callbacks run in the parent, one after the other, and join waits for them
import multiprocessing as mp

def square(n):
    return n * n

def run():
    total = [0]
    def add(value):
        total[0] += value
    with mp.Pool(2) as pool:
        for n in (1, 2):
            pool.apply_async(square, (n,), callback=add)
        pool.close()
        pool.join()
    return total[0]

if __name__ == "__main__":
    pass

# --- scenario ---
def main(): return run()
def accept(r): return r == 5
