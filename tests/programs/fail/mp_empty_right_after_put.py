# expect: fail
# because: wrong-result: put leaves the item to a feeder thread, empty() may still be true
from multiprocessing import Queue

def run():
    queue = Queue()
    queue.put("job")
    jobs = []
    while not queue.empty():
        jobs.append(queue.get())
    return jobs

# --- scenario ---
def main(): return run()
def accept(result): return result == ['job']
