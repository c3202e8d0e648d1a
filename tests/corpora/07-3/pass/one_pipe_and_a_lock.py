from multiprocessing import Lock, Pipe, Process


def _walk_along(shelf, look, end, one_at_a_time):
    things = look(shelf)
    with one_at_a_time:
        end.send(things)


def stocktake(shelves, look):
    mine, yours = Pipe(duplex=False)
    one_at_a_time = Lock()
    children = [Process(target=_walk_along, args=(shelf, look, yours, one_at_a_time)) for shelf in shelves]
    for child in children:
        child.start()
    found = []
    for _ in children:
        found.extend(mine.recv())
    for child in children:
        child.join()
    return sorted(found)
