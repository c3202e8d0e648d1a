# expected: failed wrong-result
# a report that claims another class
class Always:
    __class__ = property(lambda self: tuple)

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self


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
