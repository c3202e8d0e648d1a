# expect: fail
# because: exception: the manager's process is gone
from multiprocessing import Manager, Process

def add(names, name):
    names.append(name)

def run():
    with Manager() as manager:
        names = manager.list()
        p = Process(target=add, args=(names, "a"))
        p.start()
        p.join()
    return list(names)

# --- scenario ---
def main(): return run()
def accept(result): return result == ['a']
