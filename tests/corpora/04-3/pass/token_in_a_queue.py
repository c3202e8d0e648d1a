import queue


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self.token = queue.Queue()
        self.token.put("the only one")

    def enter(self, size):
        token = self.token.get()
        self.people += size
        self.groups += 1
        self.token.put(token)

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        token = self.token.get()
        try:
            return self.people, self.groups
        finally:
            self.token.put(token)
