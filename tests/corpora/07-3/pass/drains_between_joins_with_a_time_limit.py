import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for child in children:
        while child.exitcode is None:
            while not found.empty():
                things.append(found.get())
            child.join(timeout=0.01)
    while not found.empty():
        things.append(found.get())
    return sorted(things)
