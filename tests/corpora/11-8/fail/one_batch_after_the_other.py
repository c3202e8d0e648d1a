# finding: too-little-parallelism M35
# message: no other process ran a task
from collections import Counter

def summarise(batches, count, workers):
    total = Counter()
    for batch in batches:
        total.update(count(batch))
    return total
