# expect: pass
import multiprocessing

class Counter:
    def __init__(self):
        self.hits = []

    def hit(self):
        self.hits.append(1)
        return len(self.hits)

counter = Counter()

def work(queue):
    counter.hit()
    queue.put(counter.hit())

def run():
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    counter.hit()
    p = context.Process(target=work, args=(queue,))
    p.start()
    there = queue.get()
    p.join()
    return there, len(counter.hits)

# --- scenario ---
def main(): return run()
def accept(result): return result == (3, 1)
