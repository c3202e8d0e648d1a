# finding: exception -
# message: TypeError
import queue
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.line = queue.PriorityQueue()
        self.number = 0
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        self.number += 1
        self.line.put((priority, self.number, future, function, args))
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
        for n in range(len(self.threads)):
            self.line.put((float("inf"), n, None, None, None))
        for thread in self.threads:
            thread.join()
