# finding: wrong-result M10
# message: 5 people came in
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def get(self):
        with self.lock:
            return self.people, self.groups

    def set(self, people, groups):
        with self.lock:
            self.people = people
            self.groups = groups

    def enter(self, size):
        people, groups = self.get()
        self.set(people + size, groups + 1)

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.get()
