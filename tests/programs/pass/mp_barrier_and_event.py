# expect: pass
from multiprocessing import Barrier, Event, Process, Value

def work(barrier, go, seen):
    go.wait()
    with seen.get_lock():
        seen.value += 1
    barrier.wait()

def run():
    barrier, go, seen = Barrier(3), Event(), Value("i", 0)
    ps = [Process(target=work, args=(barrier, go, seen)) for _ in range(2)]
    for p in ps:
        p.start()
    go.set()
    barrier.wait()
    count = seen.value
    for p in ps:
        p.join()
    return count

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
