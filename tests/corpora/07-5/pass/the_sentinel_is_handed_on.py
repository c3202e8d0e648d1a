import multiprocessing


def work(orders, dishes, cook):
    while (order := orders.get()) is not None:
        dishes.put((order, cook(order)))
    orders.put(None)  # the next cook goes home, too


def run_kitchen(orders, cook, cooks):
    """Let a fixed number of processes work through a queue of orders."""
    todo, dishes = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [multiprocessing.Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    todo.put(None)
    done = dict(dishes.get() for _ in orders)
    for member in crew:
        member.join()
    return done
