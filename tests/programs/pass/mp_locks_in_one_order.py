# expect: pass
from multiprocessing import Lock, Process

def move(first, second):
    with first:
        with second:
            pass

def run():
    a, b = Lock(), Lock()
    ps = [Process(target=move, args=(a, b)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
