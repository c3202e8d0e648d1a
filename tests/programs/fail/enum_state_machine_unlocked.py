# expect: fail
# because: two threads leave the same state
# kind: wrong-result
from enum import Enum, auto

class State(Enum):
    NEW = auto()
    PAID = auto()

class Order:
    def __init__(self):
        self.state = State.NEW
        self.charges = 0

    def pay(self, charge):
        match self.state:
            case State.NEW:
                charge.append(1)
                self.state = State.PAID
            case State.PAID:
                pass

# --- scenario ---
def setup(): return Order(), []
workers = [lambda s: s[0].pay(s[1])] * 2
def invariant(s): return s[1] == [1]
