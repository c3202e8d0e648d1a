# finding: wrong-result -
# message: Said of the median: 0
import time
from statistics import median


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(round(time.perf_counter() - start))
    return median(times), min(times), max(times)
