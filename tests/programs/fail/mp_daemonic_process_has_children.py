# expect: fail
# because: exception: daemonic processes are not allowed to have children
from multiprocessing import Process

def inner():
    pass

def outer():
    p = Process(target=inner)
    p.start()
    p.join()

def run():
    p = Process(target=outer, daemon=True)
    p.start()
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
