# finding: wrong-result M08
# message: At no moment did so many badges have so many letters
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.people = 0
        self.letters = 0
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
                self.people += 1
                self.letters += len(name)
            return self.badges[name]

    def report(self):
        return self.people, self.letters
