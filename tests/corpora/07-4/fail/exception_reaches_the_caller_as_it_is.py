# finding: exception -
# message: ValueError
from concurrent.futures import ProcessPoolExecutor
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
        with ProcessPoolExecutor(painters) as executor:
            futures = [
                executor.submit(paint, block.name, size * n // painters, size * (n + 1) // painters, change)
                for n in range(painters)
            ]
        for future in futures:
            future.result()
        return bytes(block.buf[:size])
    finally:
        block.close()
        block.unlink()
