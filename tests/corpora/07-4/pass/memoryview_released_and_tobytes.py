from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def paint(name, start, stop, change):
    block = SharedMemory(name=name)
    part = block.buf[start:stop]
    try:
        for place, byte in enumerate(part):
            part[place] = change(byte)
    finally:
        part.release()
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
            child.join()
        if any(child.exitcode != 0 for child in children):
            raise RuntimeError("a painter could not finish")
        return block.buf[:size].tobytes()
    finally:
        block.close()
        block.unlink()
