# expect: fail
# because: exception: the child ends with ZeroDivisionError
from multiprocessing import Process

def divide(a, b):
    print(a / b)

def run():
    p = Process(target=divide, args=(1, 0))
    p.start()
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
