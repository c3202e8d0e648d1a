# finding: wrong-result -
# message: takes 100 seconds
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
        try:
            things.append(found.get(timeout=1))
        except queue.Empty:
            break
    for child in children:
        child.join()
    return sorted(things)
