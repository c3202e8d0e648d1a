# finding: wrong-result -
# message: Said of the median
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times[len(times) // 2], min(times), max(times)
