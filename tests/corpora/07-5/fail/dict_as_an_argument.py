# finding: wrong-result -
# message: there are dishes for []
from multiprocessing import Process, Queue


def work(todo, cook, done):
    for order in iter(todo.get, None):
        done[order] = cook(order)


def run_kitchen(orders, cook, cooks):
    todo, done = Queue(), {}
    crew = [Process(target=work, args=(todo, cook, done)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    for member in crew:
        member.join()
    return done
