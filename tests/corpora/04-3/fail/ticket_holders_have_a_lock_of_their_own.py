# finding: wrong-result M07
# message: 3 people came in
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.group_lock = threading.Lock()
        self.ticket_lock = threading.Lock()

    def enter(self, size):
        with self.group_lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            with self.ticket_lock:
                self.people += 1
                self.groups += 1
            return True
        return False

    def report(self):
        with self.group_lock, self.ticket_lock:
            return self.people, self.groups
