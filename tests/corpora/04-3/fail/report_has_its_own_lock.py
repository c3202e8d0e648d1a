# finding: wrong-result M12
# message: At no moment were there so many people in so many groups
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.write_lock = threading.Lock()
        self.read_lock = threading.Lock()

    def enter(self, size):
        with self.write_lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.read_lock:
            return self.people, self.groups
