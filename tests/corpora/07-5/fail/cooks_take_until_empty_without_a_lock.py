# finding: deadlock M46
# message: Two cooks get two orders
from multiprocessing import Process, Queue, SimpleQueue


def work(todo, dishes, cook):
    while not todo.empty():
        order = todo.get()
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    todo, dishes = SimpleQueue(), Queue()
    for order in orders:
        todo.put(order)
    crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    done = dict(dishes.get() for _ in orders)
    for member in crew:
        member.join()
    return done
