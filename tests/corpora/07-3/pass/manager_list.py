import multiprocessing


def _walk_along(shelf, look, found):
    found.extend(look(shelf))


def stocktake(shelves, look):
    with multiprocessing.Manager() as manager:
        found = manager.list()
        children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return sorted(found)
