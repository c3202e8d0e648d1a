# expected: failed wrong-result
# a thread subclass with a mark of the checker
import threading


class Turnstile(threading.Thread):
    _per_thread = True

    def __init__(self):
        super().__init__()
        self.people = 0
        self.groups = 0

    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
