# expect: pass
import threading
from contextlib import contextmanager

lock = threading.Lock()
pages = {'n': 0}

@contextmanager
def exclusive():
    lock.acquire()
    try:
        yield pages
    finally:
        lock.release()

def write(bad):
    try:
        with exclusive() as p:
            p['n'] += 1
            if bad:
                raise OSError('paper jam')
    except OSError:
        pass

# --- scenario ---
def setup(): pages['n'] = 0
workers = [lambda s: write(True), lambda s: write(False)]
def invariant(s): return pages['n'] == 2
