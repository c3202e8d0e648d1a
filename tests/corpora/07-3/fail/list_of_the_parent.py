# finding: wrong-result M39
# message: the list has 0
import multiprocessing

things = []


def _walk_along(shelf, look):
    things.extend(look(shelf))


def stocktake(shelves, look):
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look)) for shelf in shelves]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return sorted(things)
