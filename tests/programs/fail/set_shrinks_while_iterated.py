# expect: fail
# because: Set changed size during iteration
class Room:
    def __init__(self):
        self.people = {'ann', 'bob'}
        self.greeted = []

    def leave(self, who):
        self.people.discard(who)

    def greet(self):
        for who in self.people:
            self.greeted.append(f'hello {who}')

# --- scenario ---
setup = Room
workers = [lambda r: r.leave('ann'), Room.greet]
def invariant(r): return len(r.greeted) in (1, 2)
