# finding: wrong-result M19
# message: They were made in the order c, a, b
import itertools
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor


class PriorityPool:
    def __init__(self, workers):
        self.line, self.numbers = queue.PriorityQueue(), itertools.count()
        self.free = threading.Semaphore(workers)
        self.pool = ThreadPoolExecutor(workers)
        self.dispatcher = threading.Thread(target=self.dispatch)
        self.dispatcher.start()

    def submit(self, priority, function, *args):
        future = Future()
        self.line.put((priority, next(self.numbers), future, function, args))
        return future

    def dispatch(self):
        while True:
            _, _, future, function, args = self.line.get()
            if future is None:
                return
            self.free.acquire()
            self.pool.submit(self.call, future, function, args)

    def call(self, future, function, args):
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        finally:
            self.free.release()

    def close(self):
        self.line.put((float("inf"), 0, None, None, None))
        self.dispatcher.join()
        self.pool.shutdown()
