# expect: fail
# because: the consumer stops at the first moment the queue is empty
# kind: wrong-result
import queue

class Kitchen:
    def __init__(self):
        self.q = queue.Queue()
        self.served = []

    def cook(self):
        for dish in ('soup', 'fish'):
            self.q.put(dish)

    def waiter(self):
        while not self.q.empty():
            self.served.append(self.q.get())

# --- scenario ---
setup = Kitchen
workers = [Kitchen.cook, Kitchen.waiter]
def invariant(k): return k.served == ['soup', 'fish']
