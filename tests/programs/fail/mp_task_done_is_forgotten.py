# expect: fail
# because: deadlock: join() waits for task_done()
from multiprocessing import JoinableQueue, Process

def work(queue):
    while True:
        queue.get()

def run():
    queue = JoinableQueue()
    Process(target=work, args=(queue,), daemon=True).start()
    queue.put(1)
    queue.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
