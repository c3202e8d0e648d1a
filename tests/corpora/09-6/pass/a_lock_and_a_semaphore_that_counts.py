import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.waiting = []
        self.lock = threading.Lock()
        self.items = threading.Semaphore(0)
        self.number = 0
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        self._put(priority, (future, function, args))
        return future

    def _put(self, priority, call):
        with self.lock:
            self.number += 1
            self.waiting.append((priority, self.number, call))
        self.items.release()

    def work(self):
        while True:
            self.items.acquire()
            with self.lock:
                entry = min(self.waiting, key=lambda each: each[:2])
                self.waiting.remove(entry)
            if entry[2] is None:
                return
            future, function, args = entry[2]
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(function(*args))
            except Exception as error:
                future.set_exception(error)

    def close(self):
        for _ in self.threads:
            self._put(float("inf"), None)
        for thread in self.threads:
            thread.join()
