# expect: fail
# because: wrong-result: every process has a lock of its own
from multiprocessing import Lock, Process, Value

lock = Lock()

def up(counter):
    with lock:
        counter.value += 1

def run():
    counter = Value("i", 0)
    ps = [Process(target=up, args=(counter,)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return counter.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
