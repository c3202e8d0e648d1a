# expect: fail
# because: a thread of the pool is marked as working before its part of the array is given to it
"""The multi-threaded quicksort of FreeBSD's qsort_mt, reduced to its pool of threads: allocate() sets the state to
work before the worker's mutex is taken, so the worker can start with the part that it had before.

Source: D. Spinellis, qsort_mt, 2006; in the Inspect benchmarks, and in SCTBench as inspect.qsort_mt.
"""
import threading

IDLE, WORK, TERM = 'idle', 'work', 'term'


class Slot:
    def __init__(self):
        self.state = IDLE
        self.part = (0, 0)
        self.changed = threading.Condition()


class Sorter:
    def __init__(self, numbers, threads):
        self.a = numbers
        self.pool = [Slot() for _ in range(threads)]
        self.allocating = threading.Lock()
        self.idle = threads

    def hand_out(self, low, high):
        with self.allocating:
            for slot in self.pool:
                if slot.state == IDLE:
                    self.idle -= 1
                    slot.state = WORK
                    slot.changed.acquire()
                    break
            else:
                return False
        slot.part = (low, high)
        slot.changed.notify()
        slot.changed.release()
        return True

    def sort(self, low, high):
        while high - low > 1:
            pivot, middle = self.a[low], low
            for i in range(low + 1, high):
                if self.a[i] < pivot:
                    middle += 1
                    self.a[i], self.a[middle] = self.a[middle], self.a[i]
            self.a[low], self.a[middle] = self.a[middle], self.a[low]
            if middle - low < 2 or not self.hand_out(low, middle):
                self.sort(low, middle)
            low = middle + 1

    def worker(self, number):
        slot = self.pool[number]
        while True:
            with slot.changed:
                while slot.state == IDLE:
                    slot.changed.wait()
            if slot.state == TERM:
                return
            self.sort(*slot.part)
            with self.allocating:
                slot.state = IDLE
                self.idle += 1
                if self.idle == len(self.pool):
                    for other in self.pool:
                        if other is not slot:
                            with other.changed:
                                other.state = TERM
                                other.changed.notify()
                    return


def qsort(numbers, threads=2):
    sorter = Sorter(numbers, threads)
    crew = [threading.Thread(target=sorter.worker, args=(i,)) for i in range(threads)]
    for t in crew:
        t.start()
    first = sorter.pool[0]
    with first.changed:
        first.part = (0, len(numbers))
        first.state = WORK
        sorter.idle -= 1
        first.changed.notify()
    for t in crew:
        t.join()
    return numbers

# --- scenario ---
def main(): return qsort([3, 1, 2, 5, 4])
def accept(r): return r == [1, 2, 3, 4, 5]
