# expect: fail
# because: cls.made += 1 without a lock: two ids are the same
# kind: wrong-result
class Ticket:
    made = 0

    def __init__(self, number):
        self.number = number

    @classmethod
    def issue(cls):
        cls.made += 1
        return cls(cls.made)

# --- scenario ---
def setup():
    Ticket.made = 0
    return []
workers = [lambda s: s.append(Ticket.issue().number)] * 2
def invariant(s): return sorted(s) == [1, 2]
