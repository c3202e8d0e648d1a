# expected: cannot-judge attack
# string.Formatter hands over the object itself
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


import string
import time


class Keep(string.Formatter):
    def format_field(self, value, spec):
        self.value = value
        return ""


keep = Keep()
keep.format("{0.__glo" + "bals__}", time.sleep)
keep.value["running"]().decided = True
