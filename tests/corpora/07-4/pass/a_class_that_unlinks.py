import multiprocessing as mp
from multiprocessing import shared_memory


class Canvas:
    """A block with a picture; it is gone at the end of the `with`."""

    def __init__(self, picture):
        self.size = len(picture)
        self.block = shared_memory.SharedMemory(create=True, size=max(self.size, 1))
        self.block.buf[: self.size] = picture

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.block.close()
        self.block.unlink()

    def picture(self):
        return bytes(self.block.buf[: self.size])


def paint(name, places, change):
    block = shared_memory.SharedMemory(name)
    try:
        for place in places:
            block.buf[place] = change(block.buf[place])
    finally:
        block.close()


def repaint(picture, change, painters):
    with Canvas(picture) as canvas:
        parts = [range(first, canvas.size, painters) for first in range(painters)]
        crew = [mp.Process(target=paint, args=(canvas.block.name, part, change)) for part in parts]
        for member in crew:
            member.start()
        for member in crew:
            member.join()
        if [member.exitcode for member in crew] != [0] * painters:
            raise RuntimeError("not all parts were painted")
        return canvas.picture()
