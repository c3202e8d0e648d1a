# finding: deadlock -
# message: an item in found
import multiprocessing

END = object()


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)
    found.put(END)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for _ in children:
        while (thing := found.get()) is not END:
            things.append(thing)
    for child in children:
        child.join()
    return sorted(things)
