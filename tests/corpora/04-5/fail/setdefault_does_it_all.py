# finding: wrong-result M10
# message: The badge of Ada was printed 2 times
class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}

    def badge(self, name):
        return self.badges.get(name) or self.badges.setdefault(name, self.print_badge(name))

    def report(self):
        names = list(self.badges)
        return len(names), sum(len(name) for name in names)
