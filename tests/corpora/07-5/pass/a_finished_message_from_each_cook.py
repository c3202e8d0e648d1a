from multiprocessing import Process, Queue

CLOSED = "the kitchen is closed"


def work(orders, dishes, cook):
    while True:
        order = orders.get()
        if order == CLOSED:
            break
        dishes.put((order, cook(order)))
    dishes.put(None)


def run_kitchen(orders, cook, cooks):
    todo, dishes, done = Queue(), Queue(), {}
    crew = [Process(target=work, args=(todo, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    for item in list(orders) + [CLOSED] * cooks:
        todo.put(item)
    working = cooks
    while working:
        dish = dishes.get()
        if dish is None:
            working -= 1
        else:
            done[dish[0]] = dish[1]
    for member in crew:
        member.join()
    return done
