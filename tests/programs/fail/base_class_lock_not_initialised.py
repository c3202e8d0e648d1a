# expect: fail
# because: the subclass does not call super().__init__(): no lock there
# kind: exception
import threading

class Locked:
    def __init__(self):
        self.lock = threading.Lock()

class Jar(Locked):
    def __init__(self):
        self.cookies = 3

    def eat(self):
        with self.lock:
            self.cookies -= 1

# --- scenario ---
setup = Jar
workers = [Jar.eat] * 2
def invariant(j): return j.cookies == 1
