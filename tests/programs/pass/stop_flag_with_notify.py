# expect: pass
import threading

class Worker:
    def __init__(self):
        self.cond = threading.Condition()
        self.stopped = False
        self.jobs = []
        self.done = []

    def run(self):
        with self.cond:
            while True:
                while not self.jobs and not self.stopped:
                    self.cond.wait()
                if self.jobs:
                    self.done.append(self.jobs.pop())
                else:
                    return

    def add(self, job):
        with self.cond:
            self.jobs.append(job)
            self.cond.notify()

    def stop(self):
        with self.cond:
            self.stopped = True
            self.cond.notify_all()

# --- scenario ---
setup = Worker
def boss(w):
    w.add('paint')
    w.stop()
workers = [Worker.run, boss]
def invariant(w): return w.done == ['paint']
