# finding: wrong-result -
# message: there are dishes for
from multiprocessing import Process, Queue, Value


def _cook(orders, following, cook, done):
    while following.value < len(orders):
        i = following.value
        following.value += 1
        if i < len(orders):
            done.put((orders[i], cook(orders[i])))
    done.put(None)


def run_kitchen(orders, cook, cooks):
    following, done = Value("i", 0), Queue()
    staff = [Process(target=_cook, args=(orders, following, cook, done)) for _ in range(cooks)]
    for p in staff:
        p.start()
    dishes = {}
    for _ in staff:
        for order, dish in iter(done.get, None):
            dishes[order] = dish
    for p in staff:
        p.join()
    return dishes
