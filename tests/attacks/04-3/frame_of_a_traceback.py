# expected: cannot-judge attack
# the frames of an exception
class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0

    def enter(self, size):
        try:
            raise ValueError
        except ValueError as error:
            frame = error.__traceback__.tb_frame
            while frame:
                frame = frame.f_back
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        return self.people, self.groups
