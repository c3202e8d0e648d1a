# finding: wrong-result -
# message: which is not three numbers
import time


def measure(work, repeats):
    work()
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - start) / repeats
