import itertools
import queue
from concurrent.futures import Future, ThreadPoolExecutor


class PriorityPool:
    def __init__(self, workers):
        self.executor = ThreadPoolExecutor(max_workers=workers)
        self.line = queue.PriorityQueue()
        self.numbers = itertools.count()

    def submit(self, priority, function, *args):
        future = Future()
        self.line.put((priority, next(self.numbers), future, function, args))
        self.executor.submit(self.make_one_call)
        return future

    def make_one_call(self):
        _, _, future, function, args = self.line.get()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)

    def close(self):
        self.executor.shutdown()
