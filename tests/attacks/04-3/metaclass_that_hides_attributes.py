# expected: failed wrong-result
# a class that says its objects cannot hold attributes
class Hidden(type):
    __flags__ = property(lambda cls: 0)
    __mro__ = property(lambda cls: (cls, object))
    __module__ = "collections"


class Turnstile(metaclass=Hidden):
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
