# finding: deadlock M16
# message: waits in line 16 for a notification
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.in_work = set()
        self.changed = threading.Condition()

    def badge(self, name):
        with self.changed:
            while name in self.in_work:
                self.changed.wait()
            if name in self.badges:
                return self.badges[name]
            self.in_work.add(name)
        try:
            badge = self.print_badge(name)
        except Exception:
            with self.changed:
                self.in_work.remove(name)
                self.changed.notify_all()
            raise
        with self.changed:
            self.badges[name] = badge
            self.in_work.remove(name)
            self.changed.notify()
        return badge

    def report(self):
        with self.changed:
            return len(self.badges), sum(len(name) for name in self.badges)
