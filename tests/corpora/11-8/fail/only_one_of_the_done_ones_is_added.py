# finding: wrong-result -
# message: Of three batches with 4 coins
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, wait, FIRST_COMPLETED


def summarise(batches, count, workers):
    total, running = Counter(), set()
    with ProcessPoolExecutor(workers) as pool:
        for b in batches:
            running.add(pool.submit(count, b))
            if len(running) == 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                total.update(done.pop().result())
        for f in running:
            total.update(f.result())
    return dict(total)
