from multiprocessing import Process, Queue


def _walk_along(shelf, look, found):
    found.put(look(shelf))


def stocktake(shelves, look):
    found = Queue()
    children = [Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for _ in children:
        things += found.get()
    for child in children:
        child.join()
    return sorted(things)
