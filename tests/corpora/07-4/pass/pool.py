from multiprocessing import Pool
from multiprocessing.shared_memory import SharedMemory


def paint(name, start, stop, change):
    shm = SharedMemory(name=name)
    try:
        for i in range(start, stop):
            shm.buf[i] = change(shm.buf[i])
    finally:
        shm.close()


def repaint(picture, change, painters):
    n = len(picture)
    if n == 0:
        return b""
    shm = SharedMemory(create=True, size=n)
    try:
        shm.buf[:n] = picture
        step = (n + painters - 1) // painters
        with Pool(painters) as pool:
            parts = [(shm.name, i, min(i + step, n), change) for i in range(0, n, step)]
            try:
                pool.starmap(paint, parts, chunksize=1)
            except Exception as error:
                raise RuntimeError("a painter failed") from error
        return bytes(shm.buf[:n])
    finally:
        shm.close()
        shm.unlink()
