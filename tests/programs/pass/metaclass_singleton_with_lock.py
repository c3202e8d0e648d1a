# expect: pass
import threading

class Single(type):
    _made = {}
    _lock = threading.Lock()

    def __call__(cls, *args, **kwargs):
        with Single._lock:
            if cls not in Single._made:
                Single._made[cls] = super().__call__(*args, **kwargs)
        return Single._made[cls]

class Config(metaclass=Single):
    def __init__(self):
        self.options = {}

# --- scenario ---
def setup():
    Single._made.clear()
    return []
workers = [lambda out: out.append(Config())] * 2
def invariant(out): return out[0] is out[1]
