from collections import deque
from concurrent.futures import ProcessPoolExecutor

def summarise(batches, count, workers):
    total = {}
    window = deque()

    def add(future):
        for thing, number in future.result().items():
            total[thing] = total.get(thing, 0) + number

    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            window.append(pool.submit(count, batch))
            if len(window) >= 2 * workers:
                add(window.popleft())
        while window:
            add(window.popleft())
    return total
