import heapq
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.heap = []
        self.count = 0
        self.closed = False
        self.changed = threading.Condition()
        self.threads = [threading.Thread(target=self._work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        with self.changed:
            self.count += 1
            heapq.heappush(self.heap, (priority, self.count, future, function, args))
            self.changed.notify()
        return future

    def _work(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.heap or self.closed)
                if not self.heap:
                    return
                _, _, future, function, args = heapq.heappop(self.heap)
            try:
                result = function(*args)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()
