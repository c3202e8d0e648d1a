# finding: exception -
# message: RecursionError
class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge

    def badge(self, name):
        return self.badge(name)

    def report(self):
        return self.report()
