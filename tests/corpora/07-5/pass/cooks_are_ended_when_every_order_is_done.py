from multiprocessing import JoinableQueue, Manager, Process


def work(todo, done, cook):
    while True:
        order = todo.get()
        done[order] = cook(order)
        todo.task_done()


def run_kitchen(orders, cook, cooks):
    todo = JoinableQueue()
    with Manager() as manager:
        done = manager.dict()
        crew = [Process(target=work, args=(todo, done, cook), daemon=True) for _ in range(cooks)]
        for member in crew:
            member.start()
        for order in orders:
            todo.put(order)
        todo.join()
        result = done.copy()
        for member in crew:
            member.terminate()
        for member in crew:
            member.join()
    return result
