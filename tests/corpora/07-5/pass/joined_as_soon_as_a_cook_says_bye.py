import multiprocessing


def work(number, orders, dishes, cook):
    for order in iter(orders.get, None):
        dishes.put((number, order, cook(order)))
    dishes.put((number, None, None))


def run_kitchen(orders, cook, cooks):
    todo, dishes = multiprocessing.Queue(), multiprocessing.Queue()
    crew = {n: multiprocessing.Process(target=work, args=(n, todo, dishes, cook)) for n in range(cooks)}
    for member in crew.values():
        member.start()
    for order in [*orders, *[None] * cooks]:
        todo.put(order)
    done = {}
    while crew:
        number, order, dish = dishes.get()
        if order is None:
            crew.pop(number).join()
        else:
            done[order] = dish
    return done
