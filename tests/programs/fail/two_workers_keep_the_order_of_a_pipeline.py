# expect: fail
# because: two workers of one stage can overtake each other
# kind: wrong-result
import queue
import threading

def program():
    jobs, out = queue.Queue(), []
    for n in (1, 2):
        jobs.put(n)

    def worker():
        n = jobs.get()
        out.append(n * n)

    crew = [threading.Thread(target=worker) for _ in range(2)]
    for t in crew: t.start()
    for t in crew: t.join()
    return out

# --- scenario ---
main = program
def accept(r): return r == [1, 4]
