# expected: failed wrong-result
# a class with the name of another module
class Turnstile:
    __module__ = "helpers.interleave.doubles.locks"
    people = groups = 0

    def enter(self, size):
        Turnstile.people += size
        Turnstile.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
