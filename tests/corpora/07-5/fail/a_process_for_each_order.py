# finding: wrong-result -
# message: the orders were cooked in 6 processes
from multiprocessing import Process, Queue


def work(order, dishes, cook):
    dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    dishes = Queue()
    crew = [Process(target=work, args=(order, dishes, cook)) for order in orders]
    for member in crew:
        member.start()
    done = dict(dishes.get() for _ in orders)
    for member in crew:
        member.join()
    return done
