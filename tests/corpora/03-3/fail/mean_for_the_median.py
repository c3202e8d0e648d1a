# finding: wrong-result -
# message: Said of the median: 19.0
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sum(times) / len(times), min(times), max(times)
