import multiprocessing
import threading


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def _collect(found, things):
    while True:
        thing = found.get()
        things.append(thing)
        found.task_done()


def stocktake(shelves, look):
    found = multiprocessing.JoinableQueue()
    things = []
    threading.Thread(target=_collect, args=(found, things), daemon=True).start()
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    for child in children:
        child.join()
    found.join()
    return sorted(things)
