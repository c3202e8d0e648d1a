# finding: wrong-result -
# message: takes 100 seconds
import queue
from multiprocessing import Process, Queue


def work(todo, dishes, cook):
    for order in iter(todo.get, None):
        dishes.put((order, cook(order)))


def run_kitchen(orders, cook, cooks):
    todo, dishes, done = Queue(), Queue(), {}
    crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    while True:
        try:
            order, dish = dishes.get(timeout=2)
        except queue.Empty:
            break
        done[order] = dish
    for member in crew:
        member.join()
    return done
