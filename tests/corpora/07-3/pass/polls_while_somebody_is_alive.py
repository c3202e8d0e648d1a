import multiprocessing
import queue


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    while True:
        alive = any(child.is_alive() for child in children)
        try:
            while True:
                things.append(found.get(timeout=0.05))
        except queue.Empty:
            if not alive:
                break
    for child in children:
        child.join()
    return sorted(things)
