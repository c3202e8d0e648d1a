import threading


class Turnstile:
    __slots__ = ("_people", "_groups", "_lock")

    def __init__(self):
        self._people = 0
        self._groups = 0
        self._lock = threading.RLock()

    @property
    def people(self):
        with self._lock:
            return self._people

    @property
    def groups(self):
        with self._lock:
            return self._groups

    def enter(self, size):
        with self._lock:
            self._people += size
            self._groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self._lock:
            return self.people, self.groups
