import bisect
import itertools
import threading
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self._calls, self._closed = [], False
        self._change = threading.Condition()
        self._numbers = itertools.count()
        self._threads = [threading.Thread(target=self._make_calls) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def submit(self, priority, function, *args):
        future = Future()
        with self._change:
            call = (priority, next(self._numbers), lambda: function(*args), future)
            bisect.insort(self._calls, call)
            self._change.notify()
        return future

    def _make_calls(self):
        while True:
            with self._change:
                self._change.wait_for(lambda: self._calls or self._closed)
                if not self._calls:
                    return
                _, _, call, future = self._calls.pop(0)
            try:
                result = call()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

    def close(self):
        with self._change:
            self._closed = True
            self._change.notify_all()
        for thread in self._threads:
            thread.join()
