from concurrent.futures import ThreadPoolExecutor, as_completed


def total_size(album, look, workers):
    total = 0
    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        futures = [pool.submit(look, album)]
        while futures:
            more = []
            for future in as_completed(futures):
                size, inner = future.result()
                total += size
                more += [pool.submit(look, one) for one in inner]
            futures = more
    finally:
        pool.shutdown()
    return total
