# finding: wrong-result M18
# message: Which line makes the other orders impossible
import random
import time


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}

    def badge(self, name):
        time.sleep(random.random())
        if name not in self.badges:
            self.badges[name] = self.print_badge(name)
        return self.badges[name]

    def report(self):
        return len(self.badges), sum(len(name) for name in self.badges)
