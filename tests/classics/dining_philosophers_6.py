# expect: fail
# because: everybody holds the left fork and waits for the right one
# kind: deadlock
"""6 dining philosophers, all of them left-handed.

Source: E. W. Dijkstra: Hierarchical ordering of sequential processes, 1971. SCTBench has them as
CS.din_phil6_sat, with an assertion that always fails in the place of the deadlock.
"""
import threading


class Table:
    def __init__(self, n):
        self.forks = [threading.Lock() for _ in range(n)]
        self.meals = [0] * n

    def dine(self, i):
        n = len(self.forks)
        with self.forks[i]:
            with self.forks[(i + 1) % n]:
                self.meals[i] += 1

# --- scenario ---
def setup(): return Table(6)
workers = [lambda t, i=i: t.dine(i) for i in range(6)]
def invariant(t): return t.meals == [1] * 6
