# expected: cannot-judge attack
# enum writes members into a module
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


import enum


class judge(enum.Enum):
    __module__ = "helpers.exercises.safety"
    judge = 1


enum.global_enum(judge)
