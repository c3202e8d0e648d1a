# finding: too-little-parallelism -
# message: Start all children before
from multiprocessing import Process, Queue


def _walk_along(shelf, look, found):
    found.put(look(shelf))


def stocktake(shelves, look):
    things = []
    for shelf in shelves:
        found = Queue()
        child = Process(target=_walk_along, args=(shelf, look, found))
        child.start()
        things += found.get()
        child.join()
    return sorted(things)
