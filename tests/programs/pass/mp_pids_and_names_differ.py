# expect: pass
import multiprocessing as mp
import os

def tell(queue):
    queue.put((os.getpid(), os.getppid(), mp.current_process().name, mp.parent_process().name))

def run():
    queue = mp.Queue()
    p = mp.Process(target=tell, args=(queue,), name="teller")
    p.start()
    pid, parent, name, parents_name = queue.get()
    p.join()
    return pid == p.pid != os.getpid() == parent, name, parents_name

# --- scenario ---
def main(): return run()
def accept(result): return result == (True, 'teller', 'MainProcess')
