# expect: fail
# because: exception: ctypes wants an integer
from multiprocessing import Process, Value

def half(v):
    v.value = v.value / 2

def run():
    v = Value("i", 10)
    p = Process(target=half, args=(v,))
    p.start()
    p.join()
    return v.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 5
