# finding: wrong-result -
# message: still running when `stocktake` came back
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)
    found.put(None)  # this shelf is at its end


def stocktake(shelves, look):
    """Have each shelf looked at in a process of its own, all at the same time."""
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found), daemon=True) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    open_shelves = len(children)
    while open_shelves:
        thing = found.get()
        if thing is None:
            open_shelves -= 1
        else:
            things.append(thing)
    return sorted(things)
