# finding: wrong-result -
# message: Said of the median: 2000.0
import statistics
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), min(times), max(times)
