from multiprocessing import Pipe, Process


def _walk_along(shelf, look, end):
    with end:
        for thing in look(shelf):
            end.send(thing)


def stocktake(shelves, look):
    children = []
    for shelf in shelves:
        mine, yours = Pipe(duplex=False)
        child = Process(target=_walk_along, args=(shelf, look, yours))
        child.start()
        yours.close()
        children.append((child, mine))
    things = []
    for child, end in children:
        try:
            while True:
                things.append(end.recv())
        except EOFError:
            end.close()
        child.join()
    things.sort()
    return things
