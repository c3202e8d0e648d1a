# expect: pass
class Sessions:
    def __init__(self):
        self.open = {'ann': 7}
        self.closed = []

    def logout(self, user):
        if (number := self.open.pop(user, None)) is not None:
            self.closed.append(number)

# --- scenario ---
setup = Sessions
workers = [lambda s: s.logout('ann')] * 3
def invariant(s): return s.open == {} and s.closed == [7]
