# expect: fail
# because: the main thread shuts the queue down while the producer may still want to put
import queue, threading

def produce(jobs):
    for n in range(2):
        jobs.put(n)

def run():
    jobs = queue.Queue()
    producer = threading.Thread(target=produce, args=(jobs,))
    producer.start()
    jobs.shutdown()
    producer.join()
    return jobs.qsize()

# --- scenario ---
def main(): return run()
def accept(r): return r == 2
