# finding: wrong-result M09
# message: 5 people came in
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.busy = False

    def enter(self, size):
        while self.busy:
            pass
        self.busy = True
        self.people += size
        self.groups += 1
        self.busy = False

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
