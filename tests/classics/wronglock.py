# expect: fail
# because: the data has two locks: who holds one is not safe from who holds the other
"""wronglock_bad of SCTBench: 1 thread checks its increment under the data's lock, 7 threads increment under
another lock.

Source: P. Thomson, A. F. Donaldson, A. Betts: Concurrency testing using controlled schedulers, TOPC 2016
(SCTBench), as CS.wronglock_bad.
"""
import threading


class Data:
    def __init__(self):
        self.data_lock, self.other_lock = threading.Lock(), threading.Lock()
        self.value = 0

    def checked(self):
        with self.data_lock:
            x = self.value
            self.value += 1
            assert self.value == x + 1

    def unchecked(self):
        with self.other_lock:
            self.value += 1

# --- scenario ---
setup = Data
workers = [Data.checked] * 1 + [Data.unchecked] * 7
def invariant(d): return True
