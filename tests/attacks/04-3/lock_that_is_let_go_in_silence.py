# expected: cannot-judge cannot-judge
# a private method of a lock
import threading


class Turnstile:
    def __init__(self):
        self.lock = threading.RLock()
        self.people = 0
        self.groups = 0

    def enter(self, size):
        with self.lock:
            state = self.lock._release_save()
            self.people += size
            self.lock._acquire_restore(state)
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
