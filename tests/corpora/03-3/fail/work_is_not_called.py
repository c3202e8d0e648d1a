# finding: wrong-result -
# message: `work` was called 0 times
import statistics
import time


def measure(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work
        times.append(time.perf_counter() - start)
    return statistics.median(times), min(times), max(times)
