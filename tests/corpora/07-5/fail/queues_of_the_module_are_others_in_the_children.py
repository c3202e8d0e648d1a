# finding: deadlock M47
# message: One cook gets one order
from multiprocessing import Process, Queue

todo, dishes = Queue(), Queue()


def work(cook):
    for order in iter(todo.get, None):
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    crew = [Process(target=work, args=(cook,)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    done = dict(dishes.get() for _ in orders)
    for member in crew:
        member.join()
    return done
