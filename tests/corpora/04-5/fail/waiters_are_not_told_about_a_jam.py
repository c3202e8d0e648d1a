# finding: deadlock -
# message: the first time the printer jams
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.ready = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name in self.badges:
                return self.badges[name]
            event = self.ready.get(name)
            mine = event is None
            if mine:
                event = self.ready[name] = threading.Event()
        if not mine:
            event.wait()
            return self.badges[name]
        try:
            badge = self.print_badge(name)
        except Exception:
            with self.lock:
                del self.ready[name]
            raise
        with self.lock:
            self.badges[name] = badge
        event.set()
        return badge

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
