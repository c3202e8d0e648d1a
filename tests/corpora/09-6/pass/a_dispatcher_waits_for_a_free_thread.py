import heapq
import threading
from concurrent.futures import Future, ThreadPoolExecutor


class PriorityPool:
    def __init__(self, workers):
        self.heap, self.count, self.lock = [], 0, threading.Lock()
        self.waiting = threading.Semaphore(0)
        self.free = threading.Semaphore(workers)
        self.pool = ThreadPoolExecutor(workers)
        self.dispatcher = threading.Thread(target=self.dispatch)
        self.dispatcher.start()

    def submit(self, priority, function, *args):
        future = Future()
        with self.lock:
            heapq.heappush(self.heap, (priority, self.count, future, function, args))
            self.count += 1
        self.waiting.release()
        return future

    def dispatch(self):
        while True:
            self.free.acquire()
            self.waiting.acquire()
            with self.lock:
                if not self.heap:
                    return
                _, _, future, function, args = heapq.heappop(self.heap)
            self.pool.submit(self.call, future, function, args)

    def call(self, future, function, args):
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        finally:
            self.free.release()

    def close(self):
        self.waiting.release()
        self.dispatcher.join()
        self.pool.shutdown()
