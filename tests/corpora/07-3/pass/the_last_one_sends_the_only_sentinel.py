import multiprocessing


def _walk_along(shelf, look, found, running):
    found.put(look(shelf))
    with running.get_lock():
        running.value -= 1
        last = running.value == 0
    if last:
        found.put(None)


def stocktake(shelves, look):
    if not shelves:
        return []
    found = multiprocessing.SimpleQueue()
    running = multiprocessing.Value("i", len(shelves))
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found, running)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for part in iter(found.get, None):
        things += part
    for child in children:
        child.join()
    return sorted(things)
