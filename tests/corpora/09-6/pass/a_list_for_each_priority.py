import threading
from collections import defaultdict, deque
from concurrent.futures import Future


class PriorityPool:
    def __init__(self, workers):
        self.lines = defaultdict(deque)
        self.changed = threading.Condition()
        self.open = True
        self.threads = [threading.Thread(target=self.work) for _ in range(workers)]
        for thread in self.threads:
            thread.start()

    def submit(self, priority, function, *args):
        with self.changed:
            future = Future()
            self.lines[priority].append((future, function, args))
            self.changed.notify()
            return future

    def next_call(self):
        with self.changed:
            while not self.lines:
                if not self.open:
                    return None
                self.changed.wait()
            first = min(self.lines)
            call = self.lines[first].popleft()
            if not self.lines[first]:
                del self.lines[first]
            return call

    def work(self):
        while call := self.next_call():
            future, function, args = call
            try:
                future.set_result(function(*args))
            except Exception as error:
                future.set_exception(error)

    def close(self):
        with self.changed:
            self.open = False
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()
