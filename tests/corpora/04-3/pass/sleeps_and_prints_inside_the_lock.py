import threading
import time


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.lock = threading.Lock()

    def enter(self, size):
        with self.lock:
            people = self.people
            time.sleep(0.1)
            self.people = people + size
            self.groups += 1
            print(f"{self.people} people in {self.groups} groups")

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.lock:
            return self.people, self.groups
