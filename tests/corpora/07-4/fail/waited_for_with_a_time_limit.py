# finding: wrong-result -
# message: takes 100 seconds
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def paint(name, start, stop, change):
    block = SharedMemory(name=name)
    try:
        for place in range(start, stop):
            block.buf[place] = change(block.buf[place])
    finally:
        block.close()


def repaint(picture, change, painters):
    size = len(picture)
    block = SharedMemory(create=True, size=max(1, size))
    try:
        block.buf[:size] = picture
        bounds = [size * number // painters for number in range(painters + 1)]
        children = [Process(target=paint, args=(block.name, a, b, change)) for a, b in zip(bounds, bounds[1:])]
        for child in children:
            child.start()
        for child in children:
            child.join(timeout=5)
        if any(child.exitcode for child in children):
            raise RuntimeError("a painter could not finish")
        return bytes(block.buf[:size])
    finally:
        block.close()
        block.unlink()
