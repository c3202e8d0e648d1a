# finding: wrong-result M44
# message: one after the other
import itertools
import queue
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.line = queue.PriorityQueue()
        self.numbers = itertools.count()
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

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
                future.set_result(function(*args))
            except Exception as error:
                future.set_exception(error)

    def close(self):
        self.line.put((float("inf"), 0, None, None, None))
        self.thread.join()
