# expect: pass
from multiprocessing import Process
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory

def fill(name):
    block = SharedMemory(name=name)
    block.buf[0] = 7
    block.close()

def run():
    with SharedMemoryManager() as manager:
        block = manager.SharedMemory(size=16)
        p = Process(target=fill, args=(block.name,))
        p.start()
        p.join()
        return block.buf[0]

# --- scenario ---
def main(): return run()
def accept(result): return result == 7
