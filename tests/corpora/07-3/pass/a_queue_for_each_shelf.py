import multiprocessing


def _walk_along(shelf, look, found):
    things = list(look(shelf))
    found.put(len(things))
    for thing in things:
        found.put(thing)


def stocktake(shelves, look):
    jobs = []
    for shelf in shelves:
        found = multiprocessing.Queue()
        child = multiprocessing.Process(target=_walk_along, args=(shelf, look, found))
        child.start()
        jobs.append((child, found))
    things = []
    for child, found in jobs:
        count = found.get()
        things.extend(found.get() for _ in range(count))
        child.join()
    return sorted(things)
