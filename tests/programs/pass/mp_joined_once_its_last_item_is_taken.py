# expect: pass
from multiprocessing import Process, Queue

def short(queue):
    queue.put("last")

def long(queue):
    queue.put("x" * 1_000_000)
    queue.put("long")

def run():
    queue = Queue()
    children = {"last": Process(target=short, args=(queue,)), "long": Process(target=long, args=(queue,))}
    for child in children.values():
        child.start()
    size = 0
    while children:
        item = queue.get()
        if item in children:
            # the other one may be in the middle of a long item now, and that does not keep this one
            children.pop(item).join()
        else:
            size += len(item)
    return size

# --- scenario ---
def main(): return run()
def accept(result): return result == 1_000_000
