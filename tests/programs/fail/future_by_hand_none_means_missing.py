# expect: fail
# because: a result that is None looks like no result
import threading

class MyFuture:
    def __init__(self):
        self.cond = threading.Condition()
        self.value = None

    def set(self, value):
        with self.cond:
            self.value = value
            self.cond.notify_all()

    def result(self):
        with self.cond:
            while self.value is None:
                self.cond.wait()
            return self.value

# --- scenario ---
def setup(): return MyFuture(), []
workers = [lambda s: s[0].set(None), lambda s: s[1].append(s[0].result())]
def invariant(s): return s[1] == [None]
