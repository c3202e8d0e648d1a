# expected: failed wrong-result
# setattr with a name of a class of texts
class Name(str):
    def __eq__(self, other):
        return False

    def __hash__(self):
        return id(self)


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        setattr(self, Name("people"), getattr(self, Name("people")) + size)
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
