# finding: wrong-result -
# message: the list has
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)
    found.put(None)  # this shelf is at its end


def stocktake(shelves, look):
    """Have each shelf looked at in a process of its own, all at the same time."""
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    if not children:
        return things
    for thing in iter(found.get, None):
        things.append(thing)
    for child in children:
        child.join()
    return sorted(things)
