# finding: wrong-result M44
# message: looked at one after the other
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    total, albums = 0, [album]
    with ThreadPoolExecutor(max_workers=workers) as pool:
        while albums:
            size, inner = pool.submit(look, albums.pop()).result()
            total += size
            albums.extend(inner)
    return total
