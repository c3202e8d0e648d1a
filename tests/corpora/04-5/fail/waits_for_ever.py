# finding: hang -
# message: One thread asks
class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge

    def badge(self, name):
        while 1:
            pass

    def report(self):
        return 0, 0
