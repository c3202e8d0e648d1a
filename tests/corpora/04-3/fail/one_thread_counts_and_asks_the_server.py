# finding: too-much-locking M11
# message: is_valid
from concurrent.futures import ThreadPoolExecutor


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.pool = ThreadPoolExecutor(1)

    def _add(self, size):
        self.people += size
        self.groups += 1

    def _check(self, ticket, is_valid):
        if is_valid(ticket):
            self._add(1)
            return True
        return False

    def enter(self, size):
        self.pool.submit(self._add, size).result()

    def enter_if(self, ticket, is_valid):
        return self.pool.submit(self._check, ticket, is_valid).result()

    def report(self):
        return self.pool.submit(lambda: (self.people, self.groups)).result()
