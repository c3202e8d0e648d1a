class Turnstile:
    """`list.append` and `list.copy` are one step each."""

    def __init__(self):
        self.sizes = []

    def enter(self, size):
        self.sizes.append(size)

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.sizes.append(1)
            return True
        return False

    def report(self):
        sizes = self.sizes.copy()
        return sum(sizes), len(sizes)
