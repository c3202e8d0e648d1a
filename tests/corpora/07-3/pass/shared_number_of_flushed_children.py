import multiprocessing
import queue


def _walk_along(shelf, look, found, finished):
    for thing in look(shelf):
        found.put(thing)
    found.close()
    found.join_thread()
    with finished:
        finished.value += 1


def stocktake(shelves, look):
    found = multiprocessing.Queue()
    finished = multiprocessing.Value("i", 0)
    children = [multiprocessing.Process(target=_walk_along, args=(shelf, look, found, finished)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    while True:
        all_done = finished.value == len(children)
        try:
            while True:
                things.append(found.get(timeout=0.1))
        except queue.Empty:
            if all_done:
                break
    for child in children:
        child.join()
    return sorted(things)
