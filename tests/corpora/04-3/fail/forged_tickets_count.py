# finding: wrong-result -
# message: `enter_if` says True to a good ticket and True to a forged one
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        self.enter(1)
        return True

    def report(self):
        with self.lock:
            return self.people, self.groups
