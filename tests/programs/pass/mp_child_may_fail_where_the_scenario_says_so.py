# expect: pass
from multiprocessing import Process, Value

def work(done):
    raise ValueError("no such colour")
    done.value = 1

def run():
    done = Value("i", 0)
    child = Process(target=work, args=(done,))
    child.start()
    child.join()
    return done.value

# --- scenario ---
children_may_fail = True
def main(): return run()
def accept(result): return result == 0
