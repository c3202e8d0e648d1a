# expect: fail
# because: acquired twice, released once: the other thread never gets it
import threading

class Diary:
    def __init__(self):
        self.lock = threading.RLock()
        self.pages = []

    def write(self, text):
        self.lock.acquire()
        self.lock.acquire()
        self.pages.append(text)
        self.lock.release()

# --- scenario ---
setup = Diary
workers = [lambda d: d.write('mon'), lambda d: d.write('tue')]
def invariant(d): return sorted(d.pages) == ['mon', 'tue']
