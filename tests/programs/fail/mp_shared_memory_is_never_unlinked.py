# expect: fail
# because: leftover-shared-memory: the block outlives the program
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

def fill(name):
    block = SharedMemory(name=name)
    block.buf[0] = 7
    block.close()

def run():
    block = SharedMemory(create=True, size=16)
    p = Process(target=fill, args=(block.name,))
    p.start()
    p.join()
    value = block.buf[0]
    block.close()
    return value

# --- scenario ---
def main(): return run()
def accept(result): return result == 7
