# finding: wrong-result M02
# message: 5 people came in
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        people = self.people
        people = people + size
        self.people = people
        groups = self.groups
        self.groups = groups + 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
