# finding: rule -
# message: The signature of `Turnstile.enter` has changed
import threading

lock = threading.Lock()


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size, lock):
        with lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1, lock)
            return True
        return False

    def report(self):
        with lock:
            return self.people, self.groups
