# expected: cannot-judge attack
# a class pattern reads attributes that a class names
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
        return self.people, self.groups


import time


class Anything(type):
    def __instancecheck__(cls, thing):
        return True


class Function(metaclass=Anything):
    __match_args__ = ("__glo" + "bals__",)


match time.sleep:
    case Function(found):
        found.clear()
