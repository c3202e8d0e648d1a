# finding: wrong-result M46
# message: takes 100 seconds
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=2)
    things = []
    while not found.empty():
        things.append(found.get())
    for child in children:
        child.join()
    return sorted(things)
