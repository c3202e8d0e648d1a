from threading import Lock as L


class Turnstile:
    def __init__(self):
        self.people, self.groups, self.guard = 0, 0, L()

    def enter(self, size):
        with self.guard:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        return bool(is_valid(ticket)) and (self.enter(1) or True)

    def report(self):
        with self.guard:
            return (self.people, self.groups)
