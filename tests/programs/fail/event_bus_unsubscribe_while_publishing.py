# expect: fail
# because: a listener leaves while the bus walks over the list: the next one is skipped
# kind: wrong-result
class Bus:
    def __init__(self):
        self.listeners = []
        self.heard = []

    def subscribe(self, name):
        self.listeners.append(name)

    def unsubscribe(self, name):
        self.listeners.remove(name)

    def publish(self, event):
        for name in self.listeners:
            self.heard.append((name, event))

# --- scenario ---
def setup():
    b = Bus()
    b.subscribe('ann')
    b.subscribe('bob')
    return b
workers = [lambda b: b.publish('news'), lambda b: b.unsubscribe('ann')]
def invariant(b): return ('bob', 'news') in b.heard
