# finding: wrong-result -
# message: are not what
from multiprocessing import Process, Queue


def work(todo, dishes, cook):
    for order in iter(todo.get, None):
        dishes.put(cook(order))


def run_kitchen(orders, cook, cooks):
    todo, dishes = Queue(), Queue()
    crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    done = {order: dishes.get() for order in orders}
    for member in crew:
        member.join()
    return done
