# expect: pass
class Log:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(f'[{s:>3}]')

    @property
    def text(self):
        return ''.join(sorted(self.parts))

# --- scenario ---
setup = Log
workers = [lambda l: l.write('ab'), lambda l: l.write('cd')]
def invariant(l): return l.text == '[ ab][ cd]'
