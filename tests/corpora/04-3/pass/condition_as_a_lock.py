import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.changed = threading.Condition()

    def enter(self, size):
        with self.changed:
            self.people += size
            self.groups += 1
            self.changed.notify_all()

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.changed:
            return self.people, self.groups
