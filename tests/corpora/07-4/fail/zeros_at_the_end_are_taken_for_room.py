# finding: wrong-result -
# message: Two painters share five bytes
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def _paint(name, change, first, last):
    block = SharedMemory(name=name)
    try:
        for i in range(first, last):
            block.buf[i] = change(block.buf[i])
    finally:
        block.close()


def repaint(picture, change, painters):
    size = len(picture)
    block = SharedMemory(create=True, size=size + 1)
    try:
        block.buf[:size] = picture
        children = []
        for n in range(painters):
            child = Process(target=_paint, args=(block.name, change, n * size // painters, (n + 1) * size // painters))
            child.start()
            children.append(child)
        for child in children:
            child.join()
        if any(child.exitcode for child in children):
            raise RuntimeError("a painter failed")
        return bytes(block.buf).rstrip(b"\0")
    finally:
        block.close()
        block.unlink()
