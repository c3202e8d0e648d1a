from queue import Queue


class Turnstile:
    def __init__(self):
        self.counts = Queue(maxsize=1)
        self.counts.put((0, 0))

    def enter(self, size):
        people, groups = self.counts.get()
        self.counts.put((people + size, groups + 1))

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        both = self.counts.get()
        self.counts.put(both)
        return both
