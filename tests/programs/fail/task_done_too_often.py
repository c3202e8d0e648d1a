# expect: fail
# because: task_done() called more often than get()
# kind: exception
import queue

def work(q):
    item = q.get()
    q.task_done()
    q.task_done()

# --- scenario ---
def setup():
    q = queue.Queue()
    q.put(1)
    return q
workers = [work]
def invariant(q): return q.empty()
