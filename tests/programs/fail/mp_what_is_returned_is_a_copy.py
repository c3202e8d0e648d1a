# expect: fail
# because: wrong-result: the child changes a copy of the argument
from multiprocessing import Process

def fill(names):
    names.append("ada")

def run():
    names = []
    p = Process(target=fill, args=(names,))
    p.start()
    p.join()
    return names

# --- scenario ---
def main(): return run()
def accept(result): return result == ['ada']
