# expect: fail
# because: the descriptor keeps the number in a dict: read and write are two steps
# kind: wrong-result
class Counted:
    def __set_name__(self, owner, name):
        self.slot = '_' + name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        return obj.__dict__.get(self.slot, 0)

    def __set__(self, obj, value):
        obj.__dict__[self.slot] = value

class Visitor:
    rooms = Counted()

    def enter(self):
        self.rooms += 1

# --- scenario ---
setup = Visitor
workers = [Visitor.enter] * 2
def invariant(v): return v.rooms == 2
