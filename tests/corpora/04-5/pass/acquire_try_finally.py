from threading import Lock as L


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = L()

    def badge(self, name):
        self.lock.acquire()
        try:
            try:
                return self.badges[name]
            except KeyError:
                self.badges[name] = self.print_badge(name)
                return self.badges[name]
        finally:
            self.lock.release()

    def report(self):
        self.lock.acquire()
        try:
            letters = 0
            for name in self.badges.keys():
                letters += len(name)
            return len(self.badges), letters
        finally:
            self.lock.release()
