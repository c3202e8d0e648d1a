import multiprocessing


def run_kitchen(orders, cook, cooks):
    kitchen = multiprocessing.Pool(cooks)
    dishes = kitchen.map(cook, orders, chunksize=1)
    kitchen.close()
    kitchen.join()
    return {order: dish for order, dish in zip(orders, dishes)}
