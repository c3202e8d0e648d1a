# expect: pass
from multiprocessing import Process, SimpleQueue

def send(queue, number):
    queue.put((number, "x" * 100_000))

def run():
    queue = SimpleQueue()
    children = [Process(target=send, args=(queue, number)) for number in range(2)]
    for child in children:
        child.start()
    size = 0
    for _ in range(2):
        number, text = queue.get()
        size += len(text)
        children[number].join()
    return size

# --- scenario ---
def main(): return run()
def accept(result): return result == 200_000
