# expect: fail
# because: all instances share one dict of attributes, so they share the counter, and nobody locks it
class Settings:
    _shared = {"changes": 0}

    def __init__(self):
        self.__dict__ = self._shared

    def change(self):
        self.changes += 1

# --- scenario ---
workers = [lambda _: Settings().change(), lambda _: Settings().change()]
def invariant(_): return Settings._shared["changes"] == 2
