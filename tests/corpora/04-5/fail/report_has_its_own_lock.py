# finding: wrong-result M12
# message: At no moment did so many badges have so many letters
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.people = 0
        self.letters = 0
        self.badge_lock = threading.Lock()
        self.report_lock = threading.Lock()

    def badge(self, name):
        with self.badge_lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
                self.people += 1
                self.letters += len(name)
            return self.badges[name]

    def report(self):
        with self.report_lock:
            return self.people, self.letters
