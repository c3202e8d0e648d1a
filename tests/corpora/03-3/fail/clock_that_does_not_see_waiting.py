# finding: rule -
# message: while `work` waits, it stands still
import statistics
from time import process_time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = process_time()
        work()
        times.append(process_time() - start)
    return statistics.median(times), min(times), max(times)
