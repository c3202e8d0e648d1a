# expected: failed wrong-result
# another attribute is read than the one that is written
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def __getattribute__(self, name):
        return object.__getattribute__(self, {"read": "people"}.get(name, name))

    def enter(self, size):
        self.people = self.read + size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
