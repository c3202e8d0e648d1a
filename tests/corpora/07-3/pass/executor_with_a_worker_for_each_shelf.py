from concurrent.futures import ProcessPoolExecutor


def stocktake(shelves, look):
    if not shelves:
        return []
    with ProcessPoolExecutor(len(shelves)) as walkers:
        return sorted(thing for things in walkers.map(look, shelves) for thing in things)
