# finding: rule -
# message: can be set back or forward
import statistics
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.time()
        work()
        times.append(time.time() - start)
    return statistics.median(times), min(times), max(times)
