import contextlib
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    @contextlib.contextmanager
    def alone(self):
        self.lock.acquire()
        try:
            yield
        finally:
            self.lock.release()

    def enter(self, size):
        with self.alone():
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.alone():
            return self.people, self.groups
