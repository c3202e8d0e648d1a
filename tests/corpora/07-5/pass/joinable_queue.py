from multiprocessing import JoinableQueue, Process, Queue


def work(orders, dishes, cook):
    while True:
        order = orders.get()
        if order is None:
            orders.task_done()
            return
        dishes.put((order, cook(order)))
        orders.task_done()


def run_kitchen(orders, cook, cooks):
    todo, dishes = JoinableQueue(), Queue()
    crew = [Process(target=work, args=(todo, dishes, cook), daemon=True) for _ in range(cooks)]
    for member in crew:
        member.start()
    for order in orders:
        todo.put(order)
    for _ in range(cooks):
        todo.put(None)
    done = {}
    while len(done) < len(orders):
        order, dish = dishes.get()
        done[order] = dish
    todo.join()
    for member in crew:
        member.join()
    return done
