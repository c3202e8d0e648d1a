# finding: wrong-result M10
# message: asked for a badge and got None
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name in self.badges:
                return self.badges[name]
            self.badges[name] = None
        try:
            badge = self.print_badge(name)
        except Exception:
            with self.lock:
                del self.badges[name]
            raise
        with self.lock:
            self.badges[name] = badge
        return badge

    def report(self):
        with self.lock:
            names = [name for name, badge in self.badges.items() if badge is not None]
        return len(names), sum(len(name) for name in names)
