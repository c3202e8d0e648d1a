import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        self.lock.acquire()
        try:
            self.people += size
            self.groups += 1
        finally:
            self.lock.release()

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        self.lock.acquire()
        try:
            return self.people, self.groups
        finally:
            self.lock.release()
