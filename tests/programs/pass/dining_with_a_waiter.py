# expect: pass
import threading

class Table:
    def __init__(self, n):
        self.waiter = threading.Semaphore(n - 1)
        self.forks = [threading.Lock() for _ in range(n)]
        self.meals = [0] * n

    def dine(self, i):
        with self.waiter:
            with self.forks[i]:
                with self.forks[(i + 1) % len(self.forks)]:
                    self.meals[i] += 1

# --- scenario ---
def setup(): return Table(3)
workers = [lambda t, i=i: t.dine(i) for i in range(3)]
def invariant(t): return t.meals == [1, 1, 1]
