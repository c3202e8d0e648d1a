# finding: wrong-result M06
# message: How many locks exist
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        lock = threading.Lock()
        with lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        lock = threading.Lock()
        with lock:
            return self.people, self.groups
