# expect: fail
# because: rotate() closes the file between the writer's look and its write
# kind: exception
class Log:
    def __init__(self):
        self.lines = []

    def write(self, text):
        if self.lines is not None:
            self.lines.append(text)

    def close(self):
        self.lines = None

# --- scenario ---
setup = Log
workers = [lambda l: l.write('hello'), Log.close]
def invariant(l): return l.lines is None
