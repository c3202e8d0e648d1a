import statistics
import time


def measure(work, repeats):
    work()
    times = []
    while len(times) < repeats:
        begin = time.perf_counter_ns()
        work()
        end = time.perf_counter_ns()
        times.append((end - begin) / 1e9)
    return (statistics.median(times), min(times), max(times))
