# expect: fail
# because: each worker gets a copy of the lock: locks cannot be copied
# kind: exception
import copy
import threading

class Job:
    def __init__(self):
        self.lock = threading.Lock()
        self.done = 0

    def run(self):
        mine = copy.deepcopy(self)
        with mine.lock:
            self.done += 1

# --- scenario ---
setup = Job
workers = [Job.run] * 2
def invariant(j): return j.done == 2
