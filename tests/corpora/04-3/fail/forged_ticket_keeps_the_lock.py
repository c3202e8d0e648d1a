# finding: deadlock M25
# message: each `return`
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        self.lock.acquire()
        self.people += size
        self.groups += 1
        self.lock.release()

    def enter_if(self, ticket, is_valid):
        good = is_valid(ticket)
        self.lock.acquire()
        if not good:
            return False
        self.people += 1
        self.groups += 1
        self.lock.release()
        return True

    def report(self):
        self.lock.acquire()
        both = self.people, self.groups
        self.lock.release()
        return both
