import functools
import threading


def synchronized(method):
    @functools.wraps(method)
    def wrapper(self, *args, **kwargs):
        with self.lock:
            return method(self, *args, **kwargs)

    return wrapper


class Turnstile:
    def __init__(self):
        self.lock = threading.Lock()
        self.people = 0
        self.groups = 0

    @synchronized
    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    @synchronized
    def report(self):
        return self.people, self.groups
