# expected: failed wrong-result
# the end of an execution is caught
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        while True:
            try:
                self.people += size
                self.groups += 1
                return
            except BaseException:
                continue
            finally:
                pass

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
