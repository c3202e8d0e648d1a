# finding: wrong-result -
# message: instead of 15
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def total_size(album, look, workers):
    total = 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        waiting = {pool.submit(look, album)}
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            waiting = set()
            for future in done:
                size, inner = future.result()
                total += size
                waiting |= {pool.submit(look, one) for one in inner}
    return total
