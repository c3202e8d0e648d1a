# finding: wrong-result -
# message: the list has 2
from multiprocessing import Manager, Process


def _walk_along(shelf, look, results):
    results["all"] = results["all"] + look(shelf)


def stocktake(shelves, look):
    with Manager() as manager:
        results = manager.dict(all=[])
        jobs = [Process(target=_walk_along, args=(s, look, results)) for s in shelves]
        for j in jobs:
            j.start()
        for j in jobs:
            j.join()
        return sorted(results["all"])
