# expect: pass
from multiprocessing import Manager, Process

def add(names, name):
    names.append(name)

def run():
    with Manager() as manager:
        names = manager.list()
        ps = [Process(target=add, args=(names, name)) for name in "ab"]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return sorted(names)

# --- scenario ---
def main(): return run()
def accept(result): return result == ['a', 'b']
