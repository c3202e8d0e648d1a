# finding: wrong-result M44
# message: one after the other
import heapq
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.heap = []
        self.count = 0
        self.closed = False
        self.changed = threading.Condition(threading.RLock())
        self.handing_over = threading.Lock()
        self.calling = threading.Lock()
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        with self.changed:
            self.count += 1
            heapq.heappush(self.heap, (priority, self.count, future, function, args))
            self.changed.notify()
        return future

    def work(self):
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self.heap or self.closed)
                if not self.heap:
                    return
                _, _, future, function, args = heapq.heappop(self.heap)
            with self.calling:
                try:
                    future.set_result(function(*args))
                except Exception as error:
                    future.set_exception(error)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()
