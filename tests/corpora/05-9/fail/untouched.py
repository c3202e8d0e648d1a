# finding: no-answer -
# message: This is still the program as it was given
class Closed(Exception):
    """The belt is closed."""


class Belt:
    def __init__(self, places):
        ...

    def put(self, dish):
        ...

    def get(self):
        ...

    def close(self):
        ...
