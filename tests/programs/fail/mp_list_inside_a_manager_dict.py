# expect: fail
# because: wrong-result: what comes out of a proxy is a copy
from multiprocessing import Manager, Process

def add(groups):
    groups["even"].append(2)

def run():
    with Manager() as manager:
        groups = manager.dict(even=[])
        p = Process(target=add, args=(groups,))
        p.start()
        p.join()
        return groups["even"]

# --- scenario ---
def main(): return run()
def accept(result): return result == [2]
