# expect: pass
import threading

class Table:
    def __init__(self):
        self.lock = threading.Lock()
        self.lying = set()
        self.go = {name: threading.Semaphore(0) for name in ('tobacco', 'paper', 'match')}
        self.smoked = []

    def put(self, thing):
        with self.lock:
            self.lying.add(thing)
            if len(self.lying) == 2:
                (missing,) = set(self.go) - self.lying
                self.lying.clear()
                self.go[missing].release()

    def smoker(self, has):
        self.go[has].acquire()
        self.smoked.append(has)

# --- scenario ---
setup = Table
workers = [lambda t: t.put('paper'), lambda t: t.put('match'), lambda t: t.smoker('tobacco')]
def invariant(t): return t.smoked == ['tobacco'] and not t.lying
