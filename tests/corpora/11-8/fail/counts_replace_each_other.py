# finding: wrong-result -
# message: All batches were counted
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

def summarise(batches, count, workers):
    total, running = {}, set()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            running.add(pool.submit(count, batch))
            if len(running) == 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    total.update(future.result())
        for future in running:
            total.update(future.result())
    return total
