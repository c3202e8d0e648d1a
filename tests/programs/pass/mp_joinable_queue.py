# expect: pass
from multiprocessing import JoinableQueue, Process, Value

def work(queue, total):
    while True:
        n = queue.get()
        with total.get_lock():
            total.value += n
        queue.task_done()

def run():
    queue, total = JoinableQueue(), Value("i", 0)
    Process(target=work, args=(queue, total), daemon=True).start()
    for n in (1, 2, 3):
        queue.put(n)
    queue.join()
    return total.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 6
