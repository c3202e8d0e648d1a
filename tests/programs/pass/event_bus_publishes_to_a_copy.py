# expect: pass
import threading

class Bus:
    def __init__(self):
        self.lock = threading.Lock()
        self.listeners = []

    def subscribe(self, f):
        with self.lock:
            self.listeners.append(f)

    def unsubscribe(self, f):
        with self.lock:
            self.listeners.remove(f)

    def publish(self, event):
        with self.lock:
            current = tuple(self.listeners)
        for f in current:
            f(event)

# --- scenario ---
def setup():
    b = Bus()
    b.heard = []
    b.f, b.g = b.heard.append, (lambda e: b.heard.append(e * 2))
    b.subscribe(b.f)
    b.subscribe(b.g)
    return b
workers = [lambda b: b.publish('x'), lambda b: b.unsubscribe(b.f)]
def invariant(b): return 'xx' in b.heard and len(b.heard) in (1, 2)
