# expect: fail
# because: __new__ checks and creates without a lock
# kind: wrong-result
class Registry:
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
        return cls._one

# --- scenario ---
def setup():
    Registry._one = None
    return []
workers = [lambda out: out.append(Registry())] * 2
def invariant(out): return out[0] is out[1]
