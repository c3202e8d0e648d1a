# expected: failed wrong-result
# numbers of a class that says it is int
class Same(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)


class Number(metaclass=Same):
    def __eq__(self, other):
        return True


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return Number(), Number()
