# expect: fail
# because: the object is visible to others before its fields are set
# kind: exception
import threading

class Settings:
    _one = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._one is None:
            with cls._lock:
                if cls._one is None:
                    cls._one = cls.__new__(cls)
                    cls._one.colour = 'blue'
        return cls._one

def paint(out):
    out.append(Settings.get().colour)

# --- scenario ---
def setup():
    Settings._one = None
    return []
workers = [paint, paint]
def invariant(out): return out == ['blue', 'blue']
