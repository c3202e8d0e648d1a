import threading

desk_lock = threading.Lock()


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges, self.letters = {}, {}

    def badge(self, name):
        with desk_lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
                self.letters[name] = len(name)
            return self.badges[name]

    def report(self):
        with desk_lock:
            return len(self.badges), sum(self.letters.values())
