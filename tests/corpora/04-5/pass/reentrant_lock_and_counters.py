import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self._print = print_badge
        self._badges = dict()
        self._people = 0
        self._letters = 0
        self._lock = threading.RLock()

    def _new(self, name):
        with self._lock:
            self._badges[name] = self._print(name)
            self._people += 1
            self._letters += len(name)

    def badge(self, name):
        with self._lock:
            if name not in self._badges:
                self._new(name)
            return self._badges[name]

    def report(self):
        with self._lock:
            return (self._people, self._letters)
