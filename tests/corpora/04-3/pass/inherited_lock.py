import threading


class Guarded:
    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()


class Numbers(Guarded):
    def __init__(self):
        super().__init__()
        self.people = 0
        self.groups = 0

    def report(self):
        with self._lock:
            return self.people, self.groups


class Turnstile(Numbers):
    def enter(self, size):
        with self._lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False
