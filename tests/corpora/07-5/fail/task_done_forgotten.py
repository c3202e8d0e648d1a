# finding: deadlock M47
# message: task_done()
from multiprocessing import JoinableQueue, Process, Queue


def work(todo, dishes, cook):
    for order in iter(todo.get, None):
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    todo, dishes = JoinableQueue(), Queue()
    crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    done = dict(dishes.get() for _ in orders)
    todo.join()
    for member in crew:
        member.join()
    return done
