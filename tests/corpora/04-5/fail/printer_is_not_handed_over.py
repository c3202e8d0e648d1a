# finding: rule -
# message: The signature of `BadgeDesk.__init__` has changed
class BadgeDesk:
    def __init__(self):
        self.badges = {}

    def badge(self, name):
        return self.badges.setdefault(name, name)

    def report(self):
        return 0, 0
