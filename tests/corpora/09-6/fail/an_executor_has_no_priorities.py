# finding: wrong-result M19
# message: They were made in the order c, a, b
from concurrent.futures import ThreadPoolExecutor


class PriorityPool:
    def __init__(self, workers):
        self.executor = ThreadPoolExecutor(max_workers=workers)

    def submit(self, priority, function, *args):
        return self.executor.submit(function, *args)

    def close(self):
        self.executor.shutdown()
