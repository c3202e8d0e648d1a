import contextlib
import statistics
import time


@contextlib.contextmanager
def stopwatch(times):
    begin = time.perf_counter()
    yield
    times.append(time.perf_counter() - begin)


def measure(work, repeats):
    with stopwatch([]):
        work()
    times = []
    for _ in range(repeats):
        with stopwatch(times):
            work()
    return statistics.median(times), min(times), max(times)
