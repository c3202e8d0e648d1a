# expect: fail
# because: the flag is copied into a local variable once; the loop never sees the change
class Gate:
    def __init__(self):
        self.open = False

    def opener(self):
        self.open = True

    def waiter(self):
        is_open = self.open
        while not is_open:
            pass

# --- scenario ---
setup = Gate
workers = [Gate.opener, Gate.waiter]
def invariant(g): return g.open
