import threading

mutex = threading.Lock()


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        global mutex
        with mutex:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with mutex:
            people = self.people
            groups = self.groups
        return people, groups
