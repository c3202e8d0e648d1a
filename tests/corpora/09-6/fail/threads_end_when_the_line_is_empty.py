# finding: wrong-result M46
# message: its future never gets a result
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
        while not self.line.empty():
            _, _, future, function, args = self.line.get()
            try:
                future.set_result(function(*args))
            except Exception as error:
                future.set_exception(error)

    def close(self):
        for thread in self.threads:
            thread.join()
