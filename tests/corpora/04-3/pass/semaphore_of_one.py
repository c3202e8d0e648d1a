import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.one_at_a_time = threading.Semaphore(1)

    def enter(self, size):
        with self.one_at_a_time:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.one_at_a_time:
            return self.people, self.groups
