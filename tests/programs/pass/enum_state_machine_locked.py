# expect: pass
from enum import Enum, auto
from threading import RLock

class State(Enum):
    NEW = auto()
    PAID = auto()
    SHIPPED = auto()

class Order:
    def __init__(self):
        self.lock = RLock()
        self.state = State.NEW
        self.log = []

    def advance(self):
        with self.lock:
            match self.state:
                case State.NEW:
                    self.state = State.PAID
                case State.PAID:
                    self.state = State.SHIPPED
                case _:
                    return
            self.log.append(self.state.name)

# --- scenario ---
setup = Order
workers = [Order.advance] * 3
def invariant(o): return o.log == ['PAID', 'SHIPPED']
