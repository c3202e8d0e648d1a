import multiprocessing
from queue import Empty


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    while any(child.is_alive() for child in children) or not found.empty():
        try:
            things.append(found.get(timeout=5))
        except Empty:
            pass
    for child in children:
        child.join()
    return sorted(things)
