# expect: pass
import queue
import threading

STOP = object()

def program(n=2):
    jobs, results = queue.Queue(), queue.Queue()

    def consumer():
        for job in iter(jobs.get, STOP):
            results.put(job * 10)

    crew = [threading.Thread(target=consumer) for _ in range(n)]
    for c in crew:
        c.start()
    for job in (1, 2, 3):
        jobs.put(job)
    for _ in crew:
        jobs.put(STOP)
    for c in crew:
        c.join()
    return sorted(results.get() for _ in range(results.qsize()))

# --- scenario ---
main = program
def accept(r): return r == [10, 20, 30]
