# expect: pass
from multiprocessing import Process, SimpleQueue

def work(make, queue):
    queue.put(make())

def run(make):
    queue = SimpleQueue()
    p = Process(target=work, args=(make, queue))
    p.start()
    made = queue.get()
    p.join()
    return made

# --- scenario ---
class Dish:
    name = "soup"
    def __repr__(self): return "Dish()"
def make(): return Dish()
def main(): return run(make)
def accept(result): return type(result) is Dish
