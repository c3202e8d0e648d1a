# finding: wrong-result -
# message: One shelf has two things
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)
    found.put(None)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for _ in children:
        things.extend(iter(found.get, None))
    for child in children:
        child.join()
    return sorted(set(things))
