# expect: pass
import copy
import threading

class Job:
    def __init__(self):
        self.lock = threading.Lock()
        self.log = []

    def run(self):
        mine = copy.copy(self)
        with mine.lock:
            n = len(self.log)
            self.log.append(n)

# --- scenario ---
setup = Job
workers = [Job.run] * 2
def invariant(j): return j.log == [0, 1]
