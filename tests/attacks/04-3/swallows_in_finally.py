# expected: failed wrong-result
# a return in finally swallows the end of an execution
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        for _ in range(2):
            try:
                self.people += size
                self.groups += 1
                return
            finally:
                continue

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
