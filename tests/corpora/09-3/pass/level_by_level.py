from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    total, level = 0, [album]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while level:
            following = []
            for size, inner in pool.map(look, level):
                total += size
                following.extend(inner)
            level = following
    return total
