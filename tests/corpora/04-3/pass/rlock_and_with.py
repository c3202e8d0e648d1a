import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self._lock = threading.RLock()

    def enter(self, size):
        with self._lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        good = is_valid(ticket)
        if good:
            with self._lock:
                self.enter(1)
        return good

    def report(self):
        with self._lock:
            return self.people, self.groups
