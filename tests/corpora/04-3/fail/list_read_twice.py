# finding: wrong-result M10
# message: At no moment were there so many people in so many groups
class Turnstile:
    def __init__(self):
        self.sizes = []

    def enter(self, size):
        self.sizes.append(size)

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return sum(self.sizes), len(self.sizes)
