# finding: no-answer -
# message: put your code in its place
class Turnstile:
    def __init__(self):
        raise NotImplementedError()

    def enter(self, size):
        raise NotImplementedError()

    def enter_if(self, ticket, is_valid):
        raise NotImplementedError()

    def report(self):
        raise NotImplementedError()
