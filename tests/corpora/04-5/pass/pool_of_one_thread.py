from concurrent.futures import ThreadPoolExecutor


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.pool = ThreadPoolExecutor(max_workers=1)

    def _badge(self, name):
        if name not in self.badges:
            self.badges[name] = self.print_badge(name)
        return self.badges[name]

    def _report(self):
        return len(self.badges), sum(len(name) for name in self.badges)

    def badge(self, name):
        return self.pool.submit(self._badge, name).result()

    def report(self):
        return self.pool.submit(self._report).result()
