# expect: fail
# because: the error never goes away and the loop tries again for ever
class Client:
    def __init__(self):
        self.sent = 0

    def send(self):
        while True:
            try:
                self.sent += int('not a number')
                break
            except ValueError:
                pass

# --- scenario ---
setup = Client
workers = [Client.send]
def invariant(c): return True
