# expect: fail
# because: wrong-result: one of them updates without the lock
from multiprocessing import Process, Value

def careful(v):
    with v.get_lock():
        v.value += 1

def careless(v):
    v.value = v.value + 1

def run():
    v = Value("i", 0)
    ps = [Process(target=careful, args=(v,)), Process(target=careless, args=(v,))]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return v.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
