# expect: fail
# because: deadlock: the second worker waits for ever
from multiprocessing import Process, Queue

def work(jobs):
    while True:
        job = jobs.get()
        if job is None:
            break

def run():
    jobs = Queue()
    ps = [Process(target=work, args=(jobs,)) for _ in range(2)]
    for p in ps:
        p.start()
    jobs.put(1)
    jobs.put(None)
    for p in ps:
        p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
