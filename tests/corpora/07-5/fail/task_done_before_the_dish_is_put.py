# finding: wrong-result M46
# message: there are dishes for
from multiprocessing import JoinableQueue, Process, Queue


def work(todo, dishes, cook):
    while True:
        order = todo.get()
        dish = cook(order)
        todo.task_done()
        dishes.put((order, dish))


def run_kitchen(orders, cook, cooks):
    todo, dishes = JoinableQueue(), Queue()
    crew = [Process(target=work, args=(todo, dishes, cook), daemon=True) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    todo.join()
    for member in crew:
        member.terminate()
        member.join()
    done = {}
    while not dishes.empty():
        order, dish = dishes.get()
        done[order] = dish
    return done
