# finding: unfinished-threads -
# message: still running when `repaint` came back
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
    """Change every byte of a picture, in place, in memory that several processes share."""
    size = len(picture)
    block = SharedMemory(create=True, size=max(1, size))
    try:
        block.buf[:size] = picture
        bounds = [size * number // painters for number in range(painters + 1)]
        children = [
            Process(target=paint, args=(block.name, start, stop, change))
            for start, stop in zip(bounds, bounds[1:])
        ]
        for child in children:
            child.start()
        for child in children:
            child.join()
            if child.exitcode:
                raise RuntimeError("a painter could not finish")
        return bytes(block.buf[:size])
    finally:
        block.close()
        block.unlink()
