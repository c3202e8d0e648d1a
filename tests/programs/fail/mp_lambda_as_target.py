# expect: fail
# because: exception: a lambda cannot be pickled
from multiprocessing import Process

def run():
    p = Process(target=lambda: print("hi"))
    p.start()
    p.join()
    return p.is_alive()

# --- scenario ---
def main(): return run()
def accept(result): return result is False
