# expect: pass
class Log:
    def __init__(self):
        self.lines = []

    def write(self, text):
        if (lines := self.lines) is not None:
            lines.append(text)

    def close(self):
        self.lines = None

# --- scenario ---
setup = Log
workers = [lambda l: l.write('hello'), Log.close]
def invariant(l): return l.lines is None
