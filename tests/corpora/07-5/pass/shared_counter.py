import multiprocessing


def work(orders, following, dishes, cook):
    while True:
        with following.get_lock():
            number = following.value
            following.value += 1
        if number >= len(orders):
            break
        dishes.put((orders[number], cook(orders[number])))


def run_kitchen(orders, cook, cooks):
    following = multiprocessing.Value("i", 0)
    dishes = multiprocessing.Queue()
    crew = [multiprocessing.Process(target=work, args=(orders, following, dishes, cook)) for _ in range(cooks)]
    for member in crew:
        member.start()
    done = {}
    for _ in orders:
        order, dish = dishes.get()
        done[order] = dish
    for member in crew:
        member.join()
    return done
