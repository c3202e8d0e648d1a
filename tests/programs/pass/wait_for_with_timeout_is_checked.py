# expect: pass
import threading

class Mailbox:
    def __init__(self):
        self.cond = threading.Condition()
        self.letters = []
        self.read = []

    def post(self, letter):
        with self.cond:
            self.letters.append(letter)
            self.cond.notify()

    def fetch(self):
        with self.cond:
            if self.cond.wait_for(lambda: self.letters, timeout=0.05):
                self.read.append(self.letters.pop())
            else:
                self.read.append('nothing today')

# --- scenario ---
setup = Mailbox
workers = [Mailbox.fetch, Mailbox.fetch, lambda m: m.post('bill')]
def invariant(m):
    return sorted(m.read) == ['bill', 'nothing today'] or (m.read == ['nothing today'] * 2 and m.letters == ['bill'])
