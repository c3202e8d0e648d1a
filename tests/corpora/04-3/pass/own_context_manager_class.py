import threading


class Guard:
    def __init__(self):
        self._lock = threading.Lock()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, kind, error, traceback):
        self._lock.release()
        return False


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.guard = Guard()

    def enter(self, size):
        with self.guard:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.guard:
            return self.people, self.groups
