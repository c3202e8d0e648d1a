from dataclasses import dataclass, field
from threading import Lock


@dataclass
class Turnstile:
    people: int = 0
    groups: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def enter(self, size):
        with self.lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self.lock:
            return self.people, self.groups
