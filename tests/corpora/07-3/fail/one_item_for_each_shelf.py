# finding: wrong-result -
# message: the list has
import multiprocessing


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def stocktake(shelves, look):
    """Have each shelf looked at in a process of its own, all at the same time.

    shelves   a list of names.
    look      `look(shelf)` gives a list of the things on a shelf: texts, some of them long. The list may be empty.

    Returns all things of all shelves, as one sorted list. No process is left then.
    """
    found = multiprocessing.Queue()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    things = [found.get() for _ in children]
    for child in children:
        child.join()
    return sorted(things)
