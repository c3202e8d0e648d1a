# expect: fail
# because: __iadd__ of an own class is ordinary code
# kind: wrong-result
class Money:
    def __init__(self, cents=0):
        self.cents = cents

    def __iadd__(self, other):
        self.cents = self.cents + other
        return self

class Till:
    def __init__(self):
        self.sum = Money()

    def pay(self, n):
        self.sum += n

# --- scenario ---
setup = Till
workers = [lambda t: t.pay(3), lambda t: t.pay(4)]
def invariant(t): return t.sum.cents == 7
