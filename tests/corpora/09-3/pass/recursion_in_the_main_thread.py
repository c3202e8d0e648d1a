from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    def measure(future):
        size, inner = future.result()
        futures = [pool.submit(look, one) for one in inner]
        return size + sum(measure(each) for each in futures)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return measure(pool.submit(look, album))
