import threading
from multiprocessing import Process, Queue


def _walk_along(shelf, look, found):
    for thing in look(shelf):
        found.put(thing)


def collect(found, things):
    for thing in iter(found.get, None):
        things.append(thing)


def stocktake(shelves, look):
    found, things = Queue(), []
    collector = threading.Thread(target=collect, args=(found, things))
    collector.start()
    children = [Process(target=_walk_along, args=(shelf, look, found)) for shelf in shelves]
    for child in children:
        child.start()
    for child in children:
        child.join()
    found.put(None)
    collector.join()
    return sorted(things)
