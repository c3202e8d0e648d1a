# expected: failed exception
# words that cannot be written to any file

class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        raise ValueError("\ud800 \x00 \x1b[2J \u202e")

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
