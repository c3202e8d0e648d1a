# finding: wrong-result M39
# message: Where are the counts added up
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

total = Counter()

def add(count, batch):
    total.update(count(batch))

def summarise(batches, count, workers):
    running = set()
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            running.add(pool.submit(add, count, batch))
            if len(running) == 2 * workers:
                _, running = wait(running, return_when=FIRST_COMPLETED)
    return dict(total)
