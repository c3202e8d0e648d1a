from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool
from helpers.workers.bakery import bake


def bake_all(orders):
    with Pool(3) as pool, ThreadPoolExecutor(3) as threads:
        return list(threads.map(lambda o: pool.apply(bake, (o,)), orders))
