# expect: fail
# because: on hand and reserved are changed in two steps; the report adds them up between
# kind: wrong-result
import threading

class Inventory:
    def __init__(self):
        self.lock = threading.Lock()
        self.on_hand, self.reserved = 5, 0
        self.report = None

    def reserve(self):
        with self.lock:
            self.on_hand -= 1
            self.reserved += 1

    def audit(self):
        self.report = self.on_hand + self.reserved

# --- scenario ---
setup = Inventory
workers = [Inventory.reserve, Inventory.audit]
def invariant(i): return i.report == 5
