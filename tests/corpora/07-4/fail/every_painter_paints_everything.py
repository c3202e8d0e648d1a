# finding: wrong-result -
# message: as it was before
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def paint(name, size, change):
    block = SharedMemory(name=name)
    try:
        for place in range(size):
            block.buf[place] = change(block.buf[place])
    finally:
        block.close()


def repaint(picture, change, painters):
    size = len(picture)
    block = SharedMemory(create=True, size=max(1, size))
    try:
        block.buf[:size] = picture
        children = [Process(target=paint, args=(block.name, size, change)) for _ in range(painters)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        if any(child.exitcode != 0 for child in children):
            raise RuntimeError("a painter could not finish")
        return bytes(block.buf[:size])
    finally:
        block.close()
        block.unlink()
