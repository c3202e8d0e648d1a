# expect: pass
# because: both workers go on until the queue is shut down and empty
import queue, threading

def work(jobs, done):
    while True:
        try:
            job = jobs.get()
        except queue.ShutDown:
            return
        done.append(job * 2)

def run():
    jobs, done = queue.Queue(), []
    workers = [threading.Thread(target=work, args=(jobs, done)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for job in (1, 2):
        jobs.put(job)
    jobs.shutdown()
    for worker in workers:
        worker.join()
    return sorted(done)

# --- scenario ---
def main(): return run()
def accept(r): return r == [2, 4]
