# expect: fail
# because: wait(timeout) may give up: the list can still be empty
# kind: exception
import threading

class Mailbox:
    def __init__(self):
        self.cond = threading.Condition()
        self.letters = []
        self.read = []

    def fetch(self):
        with self.cond:
            if not self.letters:
                self.cond.wait(timeout=0.5)
            self.read.append(self.letters.pop())

# --- scenario ---
setup = Mailbox
workers = [Mailbox.fetch]
def invariant(m): return len(m.read) <= 1
