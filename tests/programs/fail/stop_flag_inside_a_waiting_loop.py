# expect: fail
# because: the stop flag is set, but nobody wakes the waiter that should look at it
import threading

class Worker:
    def __init__(self):
        self.cond = threading.Condition()
        self.stopped = False
        self.jobs = []

    def run(self):
        with self.cond:
            while not self.stopped:
                while not self.jobs and not self.stopped:
                    self.cond.wait()
                if self.jobs:
                    self.jobs.pop()

    def stop(self):
        with self.cond:
            self.stopped = True

# --- scenario ---
setup = Worker
workers = [Worker.run, Worker.stop]
def invariant(w): return w.stopped
