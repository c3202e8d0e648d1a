from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class BadgeDesk:
    print_badge: Callable
    badges: dict = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def badge(self, name):
        with self.lock:
            if (badge := self.badges.get(name)) is None:
                self.badges[name] = badge = self.print_badge(name)
            return badge

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
