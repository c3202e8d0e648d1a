from concurrent.futures import ThreadPoolExecutor


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.counting = ThreadPoolExecutor(max_workers=1)

    def _add(self, size):
        self.people += size
        self.groups += 1

    def _both(self):
        return self.people, self.groups

    def enter(self, size):
        self.counting.submit(self._add, size).result()

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.counting.submit(self._both).result()
