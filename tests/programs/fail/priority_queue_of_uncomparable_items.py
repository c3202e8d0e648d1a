# expect: fail
# because: equal priorities compare the dicts behind them: TypeError
# kind: exception
import queue

q = queue.PriorityQueue()

def submit(job):
    q.put((1, job))

# --- scenario ---
def setup():
    while not q.empty():
        q.get()
workers = [lambda s: submit({'id': 1}), lambda s: submit({'id': 2})]
def invariant(s): return q.qsize() == 2
