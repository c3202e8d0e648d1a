from time import perf_counter as now


def measure(work, repeats):
    work()
    times = sorted(one(work) for _ in range(repeats))
    middle = len(times) // 2
    if len(times) % 2:
        median = times[middle]
    else:
        median = (times[middle - 1] + times[middle]) / 2
    return median, times[0], times[-1]


def one(work):
    begin = now()
    work()
    return now() - begin
