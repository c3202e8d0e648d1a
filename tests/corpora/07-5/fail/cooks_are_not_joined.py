# finding: unfinished-threads -
# message: still running when `run_kitchen` came back
import multiprocessing


def work(orders, dishes, cook):
    for order in iter(orders.get, None):
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    """Let a fixed number of processes work through a queue of orders."""
    todo, dishes = multiprocessing.Queue(), multiprocessing.Queue()
    crew = [multiprocessing.Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    done = dict(dishes.get() for _ in orders)
    return done
