# finding: data-race -
# message: through the same end of a pipe
from multiprocessing import Pipe, Process


def _walk_along(shelf, look, end):
    end.send(look(shelf))
    end.close()


def stocktake(shelves, look):
    mine, yours = Pipe()
    children = [Process(target=_walk_along, args=(shelf, look, yours)) for shelf in shelves]
    for child in children:
        child.start()
    yours.close()
    things = []
    while True:
        try:
            things += mine.recv()
        except EOFError:
            break
    for child in children:
        child.join()
    return sorted(things)
