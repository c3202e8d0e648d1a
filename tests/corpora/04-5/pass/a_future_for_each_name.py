import threading
from concurrent.futures import Future


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.lock = threading.Lock()
        self.futures = {}
        self.done = {}

    def badge(self, name):
        with self.lock:
            future = self.futures.get(name)
            mine = future is None
            if mine:
                future = self.futures[name] = Future()
        if mine:
            try:
                badge = self.print_badge(name)
            except BaseException as error:
                with self.lock:
                    del self.futures[name]
                future.set_exception(error)
            else:
                with self.lock:
                    self.done[name] = badge
                future.set_result(badge)
        return future.result()

    def report(self):
        with self.lock:
            return len(self.done), sum(len(name) for name in self.done)
