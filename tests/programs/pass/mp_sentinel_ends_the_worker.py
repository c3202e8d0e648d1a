# expect: pass
from multiprocessing import Process, Queue

def work(jobs, results):
    while (job := jobs.get()) is not None:
        results.put(job * job)
    results.put(None)

def run():
    jobs, results = Queue(), Queue()
    p = Process(target=work, args=(jobs, results))
    p.start()
    for n in (2, 3):
        jobs.put(n)
    jobs.put(None)
    got = list(iter(results.get, None))
    p.join()
    return got

# --- scenario ---
def main(): return run()
def accept(result): return result == [4, 9]
