# finding: exception M40
# message: One cook gets one order
import multiprocessing


def run_kitchen(orders, cook, cooks):
    todo, dishes = multiprocessing.Queue(), multiprocessing.Queue()

    def work():
        for order in iter(todo.get, None):
            dishes.put((order, cook(order)))

    crew = [multiprocessing.Process(target=work) for _ in range(cooks)]
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
