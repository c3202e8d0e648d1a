# expected: failed wrong-result
# a report that equals everything
class Always(tuple):
    def __eq__(self, other):
        return True

    __hash__ = tuple.__hash__

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((Number(), Number()))


class Number(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


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
        return Always()
