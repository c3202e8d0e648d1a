# expect: pass
import queue
import threading

def program():
    q = queue.PriorityQueue()
    ts = [threading.Thread(target=q.put, args=((p, name),)) for p, name in ((3, 'walk'), (1, 'fire'), (2, 'call'))]
    for t in ts: t.start()
    for t in ts: t.join()
    return [q.get()[1] for _ in ts]

# --- scenario ---
main = program
def accept(r): return r == ['fire', 'call', 'walk']
