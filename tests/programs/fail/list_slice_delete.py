# expect: fail
# because: the slice is deleted by position after another thread has moved the items
# kind: wrong-result
class Inbox:
    def __init__(self):
        self.mails = ['m1', 'm2', 'm3']
        self.read = []

    def read_one(self):
        first = self.mails[:1]
        del self.mails[:1]
        self.read += first

# --- scenario ---
setup = Inbox
workers = [Inbox.read_one] * 2
def invariant(i): return sorted(i.read) == ['m1', 'm2'] and i.mails == ['m3']
