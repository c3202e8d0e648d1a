# expect: fail
# because: wrong-result: buf[0] += 1 is a read and a write
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

def up(name):
    block = SharedMemory(name=name)
    block.buf[0] += 1
    block.close()

def run():
    block = SharedMemory(create=True, size=1)
    ps = [Process(target=up, args=(block.name,)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    value = block.buf[0]
    block.close()
    block.unlink()
    return value

# --- scenario ---
def main(): return run()
def accept(result): return result == 2
