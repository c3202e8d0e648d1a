# expected: failed wrong-result
# a variable is changed through globals()
people = 0


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        globals().update(people=people + size)
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return people, self.groups
