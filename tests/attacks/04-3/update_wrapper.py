# expected: cannot-judge attack
# functools copies attributes by any name
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


import functools
import time


class Keep:
    pass


keep = functools.update_wrapper(Keep(), time.sleep, assigned=("__glo" + "bals__",), updated=())
