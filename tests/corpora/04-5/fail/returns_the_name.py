# finding: wrong-result -
# message: the desk gave ['Ada', 'Grace', 'Ada']
class BadgeDesk:
    def __init__(self, print_badge):
        pass

    def badge(self, name):
        return name

    def report(self):
        return 2, 8
