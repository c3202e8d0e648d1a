# finding: hang -
# message: still running
while True:
    n = 1


class Turnstile:
    def __init__(self):
        self.people = 0

    def enter(self, size):
        self.people += size

    def enter_if(self, ticket, is_valid):
        return is_valid(ticket)

    def report(self):
        return self.people, 1
