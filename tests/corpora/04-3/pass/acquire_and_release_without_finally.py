from threading import Lock


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = Lock()

    def enter(self, size):
        self.lock.acquire()
        self.people = self.people + size
        self.groups = self.groups + 1
        self.lock.release()

    def enter_if(self, ticket, is_valid):
        if not is_valid(ticket):
            return False
        self.enter(1)
        return True

    def report(self):
        self.lock.acquire()
        both = self.people, self.groups
        self.lock.release()
        return both
