from multiprocessing import Manager, Process


def work(orders, dishes, cook):
    for order in iter(orders.get, None):
        dishes[order] = cook(order)


def run_kitchen(orders, cook, cooks):
    with Manager() as manager:
        todo, dishes = manager.Queue(), manager.dict()
        crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
        for member in crew:
            member.start()
        for order in [*orders, *[None] * cooks]:
            todo.put(order)
        for member in crew:
            member.join()
        return dict(dishes)
