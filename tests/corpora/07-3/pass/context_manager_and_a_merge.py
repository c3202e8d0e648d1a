import contextlib
import heapq
import multiprocessing


def _walk_along(shelf, look, found):
    found.put(sorted(look(shelf)))


@contextlib.contextmanager
def running(children):
    for child in children:
        child.start()
    try:
        yield
    finally:
        for child in children:
            child.join()


def reports(found, count):
    for _ in range(count):
        yield found.get()


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    with running(children):
        lists = list(reports(found, len(children)))
    return list(heapq.merge(*lists))
