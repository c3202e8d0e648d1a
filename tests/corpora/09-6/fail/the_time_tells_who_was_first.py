# finding: exception -
# message: not supported between instances of 'Future' and 'Future'
import queue
import threading
import time
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.line = queue.PriorityQueue()
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        self.line.put((priority, time.monotonic(), future, function, args))
        return future

    def work(self):
        while True:
            _, _, future, function, args = self.line.get()
            if future is None:
                return
            try:
                future.set_result(function(*args))
            except Exception as error:
                future.set_exception(error)

    def close(self):
        for number, _ in enumerate(self.threads):
            self.line.put((float("inf"), number, None, None, None))
        for thread in self.threads:
            thread.join()
