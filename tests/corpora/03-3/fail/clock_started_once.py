# finding: wrong-result -
# message: Said of the median
import statistics
import time


def measure(work, repeats):
    work()
    times = []
    start = time.perf_counter()
    for _ in range(repeats):
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), min(times), max(times)
