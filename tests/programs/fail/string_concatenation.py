# expect: fail
# because: text += 'x' on an attribute makes a new string from a stale one
# kind: wrong-result
class Log:
    def __init__(self):
        self.text = ''

    def write(self, s):
        self.text += s

# --- scenario ---
setup = Log
workers = [lambda l: l.write('ab'), lambda l: l.write('cd')]
def invariant(l): return len(l.text) == 4
