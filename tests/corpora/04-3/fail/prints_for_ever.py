# finding: limit -
# message: prints more than
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        while True:
            print("a visitor!" * 1000)

    def enter_if(self, ticket, is_valid):
        return is_valid(ticket)

    def report(self):
        return self.people, self.groups
