# expect: pass
# because: all instances share one dict of attributes, and one lock of the class
import threading

class Settings:
    _shared = {"changes": 0}
    _lock = threading.Lock()

    def __init__(self):
        self.__dict__ = self._shared

    def change(self, name, value):
        with self._lock:
            setattr(self, name, value)
            self.changes += 1

# --- scenario ---
workers = [lambda _: Settings().change("colour", "red"), lambda _: Settings().change("size", 3)]
def invariant(_): return Settings().changes == 2 and Settings().colour == "red"
