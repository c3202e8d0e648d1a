# expect: fail
# because: two threads see the key, one deletes it, the other gets KeyError
# kind: exception
class Sessions:
    def __init__(self):
        self.open = {'ann': 7}

    def logout(self, user):
        if user in self.open:
            del self.open[user]

# --- scenario ---
setup = Sessions
workers = [lambda s: s.logout('ann')] * 2
def invariant(s): return s.open == {}
