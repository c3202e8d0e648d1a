# expect: fail
# because: two threads wait for the same length
# kind: wrong-result
class Poem:
    def __init__(self):
        self.lines = []

    def say(self, place, line):
        while len(self.lines) < place:
            pass
        self.lines.append(line)

# --- scenario ---
setup = Poem
workers = [lambda p: p.say(0, 'roses'), lambda p: p.say(0, 'are'), lambda p: p.say(2, 'red')]
def invariant(p): return p.lines == ['roses', 'are', 'red']
