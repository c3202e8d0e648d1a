# expect: pass
from typing import NamedTuple

class Name(NamedTuple):
    first: str
    last: str

class Person:
    def __init__(self):
        self.name = Name('Ada', 'Byron')
        self.badge = None

    def rename(self):
        self.name = Name('Grace', 'Hopper')

    def print_badge(self):
        name = self.name
        self.badge = f'{name.first} {name.last}'

# --- scenario ---
setup = Person
workers = [Person.rename, Person.print_badge]
def invariant(p): return p.badge in ('Ada Byron', 'Grace Hopper')
