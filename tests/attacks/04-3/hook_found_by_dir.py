# expected: failed exception
# the checker's own functions, looked for
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups


hooks = [name for name in dir() if name.startswith("_rc_")] + [name for name in globals() if name.startswith("_rc_")]
assert hooks, "there are none"
