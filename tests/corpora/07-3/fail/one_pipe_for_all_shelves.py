# finding: data-race -
# message: through the same end of a pipe
from multiprocessing import Pipe, Process


def _walk_along(shelf, look, end):
    for thing in look(shelf):
        end.send(thing)
    end.send(None)


def stocktake(shelves, look):
    mine, yours = Pipe(duplex=False)
    children = [Process(target=_walk_along, args=(shelf, look, yours)) for shelf in shelves]
    for child in children:
        child.start()
    things = []
    running = len(children)
    while running:
        thing = mine.recv()
        if thing is None:
            running -= 1
        else:
            things.append(thing)
    for child in children:
        child.join()
    return sorted(things)
