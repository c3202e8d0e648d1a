# finding: wrong-result -
# message: Said of the smallest: 3.0
import statistics
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), max(times), min(times)
