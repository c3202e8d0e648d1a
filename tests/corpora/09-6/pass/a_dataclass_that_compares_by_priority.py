import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field


@dataclass(order=True)
class Entry:
    priority: float
    number: int
    call: object = field(compare=False)


class PriorityPool:
    def __init__(self, workers):
        self._line = queue.PriorityQueue()
        self._lock = threading.Lock()
        self._number = 0
        self._threads = [threading.Thread(target=self._work) for _ in range(workers)]
        [thread.start() for thread in self._threads]

    def submit(self, priority, function, *args):
        future = Future()

        def call():
            try:
                result = function(*args)
            except Exception as error:
                future.set_exception(error)
                return
            future.set_result(result)

        with self._lock:
            self._number += 1
            self._line.put(Entry(priority, self._number, call))
        return future

    def _work(self):
        while (entry := self._line.get()).call is not None:
            entry.call()
            self._line.task_done()

    def close(self):
        self._line.join()
        for _ in self._threads:
            self._line.put(Entry(0, 0, None))
        for thread in self._threads:
            thread.join()
