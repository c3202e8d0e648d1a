# finding: too-little-parallelism -
# message: no other process ran a task
def stocktake(shelves, look):
    return sorted(thing for shelf in shelves for thing in look(shelf))
