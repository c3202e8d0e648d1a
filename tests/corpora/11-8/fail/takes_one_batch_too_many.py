# finding: too-much-memory M37
# message: 7 batches had been taken
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

def summarise(batches, count, workers):
    total, running = Counter(), set()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            if len(running) == 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    total.update(future.result())
            running.add(pool.submit(count, batch))
        for future in running:
            total.update(future.result())
    return total
