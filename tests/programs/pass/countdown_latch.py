# expect: pass
import threading

class Latch:
    def __init__(self, n):
        self._n = n
        self._cond = threading.Condition()

    def count_down(self):
        with self._cond:
            self._n -= 1
            if self._n <= 0:
                self._cond.notify_all()

    def wait(self):
        with self._cond:
            self._cond.wait_for(lambda: self._n <= 0)

class Kitchen:
    def __init__(self):
        self.ready = Latch(2)
        self.log = []

    def cook(self):
        self.log.append('cooked')
        self.ready.count_down()

    def serve(self):
        self.ready.wait()
        self.log.append('served')

# --- scenario ---
setup = Kitchen
workers = [Kitchen.serve, Kitchen.cook, Kitchen.cook]
def invariant(k): return k.log == ['cooked', 'cooked', 'served']
