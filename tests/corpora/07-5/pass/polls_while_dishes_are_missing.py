import queue
import time
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
    while len(done) < len(orders):
        try:
            order, dish = dishes.get_nowait()
            done[order] = dish
        except queue.Empty:
            time.sleep(0.01)
    for member in crew:
        member.join()
    return done
