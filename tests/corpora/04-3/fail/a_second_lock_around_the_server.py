# finding: too-much-locking M11
# message: is_valid
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()
        self.server = threading.Lock()

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        with self.server:
            good = is_valid(ticket)
        if good:
            self.enter(1)
        return good

    def report(self):
        with self.lock:
            return self.people, self.groups
