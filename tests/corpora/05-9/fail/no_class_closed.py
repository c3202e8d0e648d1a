# finding: rule -
# message: The class `Closed` is missing
import threading


class Belt:
    def __init__(self, places):
        self.changed = threading.Condition()

    def put(self, dish):
        with self.changed:
            self.dish = dish

    def get(self):
        with self.changed:
            return self.dish

    def close(self):
        pass
