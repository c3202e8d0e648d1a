# finding: too-little-parallelism M35
# message: no other process ran a task
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

def summarise(batches, count, workers):
    total, running = Counter(), set()
    with ThreadPoolExecutor(workers) as pool:
        for batch in batches:
            running.add(pool.submit(count, batch))
            if len(running) == 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    total.update(future.result())
        for future in running:
            total.update(future.result())
    return total
