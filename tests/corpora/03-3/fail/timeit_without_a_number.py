# finding: wrong-result -
# message: `work` was called
import statistics
import timeit


def measure(work, repeats):
    work()
    times = timeit.repeat(work, repeat=repeats)
    return statistics.median(times), min(times), max(times)
