# finding: leftover-shared-memory -
# message: is never unlinked
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def paint(name, start, stop, change):
    block = SharedMemory(name=name)
    for place in range(start, stop):
        block.buf[place] = change(block.buf[place])
    block.close()


def repaint(picture, change, painters):
    size = len(picture)
    block = SharedMemory(create=True, size=max(1, size))
    block.buf[:size] = picture
    bounds = [size * number // painters for number in range(painters + 1)]
    children = [Process(target=paint, args=(block.name, a, b, change)) for a, b in zip(bounds, bounds[1:])]
    for child in children:
        child.start()
    for child in children:
        child.join()
    if any(child.exitcode for child in children):
        raise RuntimeError("a painter failed")
    result = bytes(block.buf[:size])
    block.close()
    block.unlink()
    return result
