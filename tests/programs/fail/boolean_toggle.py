# expect: fail
# because: on = not on is a read and a write
# kind: wrong-result
class Lamp:
    def __init__(self):
        self.on = False

    def press(self):
        self.on = not self.on

# --- scenario ---
setup = Lamp
workers = [Lamp.press, Lamp.press]
def invariant(l): return l.on is False
