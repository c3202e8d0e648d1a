# finding: wrong-result M09
# message: 5 people came in
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = None

    def enter(self, size):
        if self.lock is None:
            self.lock = threading.Lock()
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        if self.lock is None:
            self.lock = threading.Lock()
        with self.lock:
            return self.people, self.groups
