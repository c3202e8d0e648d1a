from functools import partial
from multiprocessing import Pool


def with_order(cook, order):
    return order, cook(order)


def run_kitchen(orders, cook, cooks):
    with Pool(cooks) as kitchen:
        return dict(kitchen.imap_unordered(partial(with_order, cook), orders))
