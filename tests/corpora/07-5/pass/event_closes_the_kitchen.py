import queue
from multiprocessing import Event, Process, Queue


def work(todo, dishes, cook, closed):
    while not closed.is_set():
        try:
            order = todo.get(timeout=0.1)
        except queue.Empty:
            continue
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    todo, dishes, closed = Queue(), Queue(), Event()
    crew = [Process(target=work, args=(todo, dishes, cook, closed)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    done = dict(dishes.get() for _ in orders)
    closed.set()
    for member in crew:
        member.join()
    return done
