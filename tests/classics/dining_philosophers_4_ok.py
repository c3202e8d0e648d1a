# expect: pass
"""4 dining philosophers who take the fork with the lower number first.

Source: E. W. Dijkstra: Hierarchical ordering of sequential processes, 1971.
"""
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.Lock() for _ in range(n)]
        self.meals = [0] * n

    def dine(self, i):
        n = len(self.forks)
        low, high = sorted((i, (i + 1) % n))
        with self.forks[low]:
            with self.forks[high]:
                self.meals[i] += 1

# --- scenario ---
def setup(): return Table(4)
workers = [lambda t, i=i: t.dine(i) for i in range(4)]
def invariant(t): return t.meals == [1] * 4
