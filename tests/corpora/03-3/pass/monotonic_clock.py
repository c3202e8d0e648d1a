import time
from statistics import median


def measure(work, repeats):
    work()
    times = [-time.monotonic() + (work(), time.monotonic())[1] for _ in range(repeats)]
    return median(times), min(times), max(times)
