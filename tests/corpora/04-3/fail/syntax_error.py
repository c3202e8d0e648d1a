# finding: syntax -
# message: Python cannot read line 5
class Turnstile:
    def __init__(self):
        self.people = = 0
