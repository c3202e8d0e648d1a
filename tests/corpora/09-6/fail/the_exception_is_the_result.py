# finding: wrong-result M48
# message: raised an exception, and its future says
import itertools
import queue
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.line = queue.PriorityQueue()
        self.numbers = itertools.count()
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        self.line.put((priority, next(self.numbers), future, function, args))
        return future

    def work(self):
        while True:
            _, _, future, function, args = self.line.get()
            if function is None:
                return
            try:
                result = function(*args)
            except Exception as error:
                result = error
            future.set_result(result)

    def close(self):
        for _ in self.threads:
            self.line.put((float("inf"), next(self.numbers), None, None, None))
        for thread in self.threads:
            thread.join()
