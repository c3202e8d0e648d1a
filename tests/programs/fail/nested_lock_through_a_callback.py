# expect: fail
# because: the callback calls back into the object that holds its lock
# kind: deadlock
import threading

class Model:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0
        self.watchers = []

    def get(self):
        with self.lock:
            return self.value

    def set(self, value):
        with self.lock:
            self.value = value
            for w in self.watchers:
                w(self)

class View:
    def __init__(self):
        self.shown = None

    def refresh(self, model):
        self.shown = model.get()

# --- scenario ---
def setup():
    m = Model()
    m.view = View()
    m.watchers.append(m.view.refresh)
    return m
workers = [lambda m: m.set(3)]
def invariant(m): return m.view.shown == 3
