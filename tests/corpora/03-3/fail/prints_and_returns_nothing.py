# finding: wrong-result -
# message: returns None, which is not three numbers
import statistics
import time


def measure(work, repeats):
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(statistics.median(times), min(times), max(times))
