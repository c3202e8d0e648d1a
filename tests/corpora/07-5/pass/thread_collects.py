import multiprocessing
import threading


def work(orders, dishes, cook):
    while (order := orders.get()) is not None:
        dishes.put((order, cook(order)))


def collect(dishes, count, done):
    for _ in range(count):
        order, dish = dishes.get()
        done[order] = dish


def run_kitchen(orders, cook, cooks):
    todo, dishes, done = multiprocessing.Queue(), multiprocessing.Queue(), {}
    waiter = threading.Thread(target=collect, args=(dishes, len(orders), done))
    waiter.start()
    crew = [multiprocessing.Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in crew:
        todo.put(None)
    for member in crew:
        member.join()
    waiter.join()
    return done
