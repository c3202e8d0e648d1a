import statistics
import timeit


def measure(work, repeats):
    work()
    times = timeit.repeat(work, number=1, repeat=repeats)
    return statistics.median(times), min(times), max(times)
