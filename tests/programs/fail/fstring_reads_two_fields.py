# expect: fail
# because: the f-string reads the two fields one after the other
# kind: wrong-result
class Person:
    def __init__(self):
        self.first, self.last = 'Ada', 'Byron'
        self.badge = None

    def rename(self):
        self.first = 'Grace'
        self.last = 'Hopper'

    def print_badge(self):
        self.badge = f'{self.first} {self.last}'

# --- scenario ---
setup = Person
workers = [Person.rename, Person.print_badge]
def invariant(p): return p.badge in ('Ada Byron', 'Grace Hopper')
