# expect: pass
import threading

class Race:
    def __init__(self):
        self.gun = threading.Event()
        self.log = []

    def runner(self, name):
        self.gun.wait()
        self.log.append(name)

    def starter(self):
        self.log.append('bang')
        self.gun.set()

# --- scenario ---
setup = Race
workers = [lambda r: r.runner('a'), lambda r: r.runner('b'), Race.starter]
def invariant(r): return r.log[0] == 'bang' and len(r.log) == 3
