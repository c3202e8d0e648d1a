# finding: wrong-result M18
# message: Which line makes the other orders impossible
import random
import time


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        time.sleep(random.random())
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        time.sleep(1)
        return self.people, self.groups
