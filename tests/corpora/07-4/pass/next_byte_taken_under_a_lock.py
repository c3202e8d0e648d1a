from multiprocessing import Process, Value
from multiprocessing.shared_memory import SharedMemory


def paint(name, size, following, change):
    block = SharedMemory(name=name)
    try:
        while True:
            with following.get_lock():
                place = following.value
                following.value += 1
            if place >= size:
                return
            block.buf[place] = change(block.buf[place])
    finally:
        block.close()


def repaint(picture, change, painters):
    size = len(picture)
    following = Value("i", 0)
    block = SharedMemory(create=True, size=max(1, size))
    try:
        block.buf[:size] = picture
        crew = [Process(target=paint, args=(block.name, size, following, change)) for _ in range(painters)]
        for member in crew:
            member.start()
        for member in crew:
            member.join()
        if any(member.exitcode for member in crew):
            raise RuntimeError("a painter failed")
        return bytes(block.buf[:size])
    finally:
        block.close()
        block.unlink()
