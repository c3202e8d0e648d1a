# finding: rule -
# message: The method `BadgeDesk.report` is missing
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge

    def badge(self, name):
        return self.print_badge(name)
