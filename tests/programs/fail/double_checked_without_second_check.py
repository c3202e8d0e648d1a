# expect: fail
# because: the second look inside the lock is missing
# kind: wrong-result
import threading

class Registry:
    _one = None
    _lock = threading.Lock()

    @classmethod
    def get(cls):
        if cls._one is None:
            with cls._lock:
                cls._one = cls()
        return cls._one

# --- scenario ---
def setup():
    Registry._one = None
    return []
workers = [lambda out: out.append(Registry.get())] * 2
def invariant(out): return out[0] is out[1]
