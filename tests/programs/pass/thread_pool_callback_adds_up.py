# expect: pass
# because: one thread of the pool calls back, one result after the other, and join waits for it
from multiprocessing.pool import ThreadPool

class Total:
    value = 0

    def add(self, n):
        self.value += n

def run():
    total = Total()
    pool = ThreadPool(2)
    for n in (1, 2):
        pool.apply_async(pow, (n, 2), callback=total.add)
    pool.close()
    pool.join()
    return total.value

# --- scenario ---
def main(): return run()
def accept(r): return r == 5
