# expect: pass
from multiprocessing import Condition, Process, Value

def produce(ready, n):
    with ready:
        n.value = 3
        ready.notify()

def run():
    ready, n = Condition(), Value("i", 0)
    p = Process(target=produce, args=(ready, n))
    p.start()
    with ready:
        ready.wait_for(lambda: n.value == 3)
    p.join()
    return n.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 3
