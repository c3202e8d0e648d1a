from statistics import median
from timeit import repeat


def measure(work, repeats):
    times = repeat(work, repeat=repeats + 1, number=1)[1:]
    return [median(times), min(times), max(times)]
