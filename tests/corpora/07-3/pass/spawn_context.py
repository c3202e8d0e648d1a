import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)
    found.put(None)


def stocktake(shelves, look):
    ctx = multiprocessing.get_context("spawn")
    found = ctx.Queue()
    children = [ctx.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    for _ in children:
        for thing in iter(found.get, None):
            things.append(thing)
    for child in children:
        child.join()
    return sorted(things)
