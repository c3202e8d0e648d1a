# finding: exception -
# message: IndexError
import heapq
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.heap, self.count, self.closed = [], 0, False
        self.changed = threading.Condition()
        self.threads = [threading.Thread(target=self._work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        with self.changed:
            heapq.heappush(self.heap, (priority, self.count, future, function, args))
            self.count += 1
            self.changed.notify()
        return future

    def _work(self):
        while True:
            with self.changed:
                if not self.heap and not self.closed:
                    self.changed.wait()
                if not self.heap and self.closed:
                    return
                *_, future, function, args = heapq.heappop(self.heap)
            try:
                future.set_result(function(*args))
            except BaseException as error:
                future.set_exception(error)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()
