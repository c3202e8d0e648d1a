# expect: fail
# because: the listener unsubscribes itself while publish() holds the lock
# kind: deadlock
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
            for f in list(self.listeners):
                f(event)

class Once:
    def __init__(self, bus):
        self.bus = bus
        bus.subscribe(self.hear)

    def hear(self, event):
        self.bus.unsubscribe(self.hear)

# --- scenario ---
def setup():
    b = Bus()
    b.once = Once(b)
    return b
workers = [lambda b: b.publish('x')]
def invariant(b): return b.listeners == []
