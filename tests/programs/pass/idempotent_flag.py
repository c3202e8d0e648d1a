# expect: pass
class Lamp:
    def __init__(self):
        self.on = False

    def switch_on(self):
        if not self.on:
            self.on = True

# --- scenario ---
setup = Lamp
workers = [Lamp.switch_on] * 3
def invariant(l): return l.on
