# expected: failed exception
# a part of the checker's lock that real locks have not
import threading


class Turnstile:
    def __init__(self):
        self.lock = threading.Lock()
        self.people = 0
        self.groups = 0

    def enter(self, size):
        with self.lock:
            self.lock.owner.finished = True
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
