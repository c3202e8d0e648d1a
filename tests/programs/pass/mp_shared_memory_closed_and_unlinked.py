# expect: pass
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

def fill(name):
    block = SharedMemory(name=name)
    block.buf[0] = 7
    block.close()

def run():
    block = SharedMemory(create=True, size=16)
    try:
        p = Process(target=fill, args=(block.name,))
        p.start()
        p.join()
        return block.buf[0]
    finally:
        block.close()
        block.unlink()

# --- scenario ---
def main(): return run()
def accept(result): return result == 7
