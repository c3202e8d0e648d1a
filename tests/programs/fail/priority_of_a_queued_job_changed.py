# expect: fail
# because: a job's priority changes while it is in the queue, and the queue does not notice
import queue

class Job:
    def __init__(self, priority):
        self.priority = priority

    def __lt__(self, other):
        return self.priority < other.priority

jobs = queue.PriorityQueue()
late, early = Job(3), Job(2)
jobs.put(early)
jobs.put(late)

def hurry():
    late.priority = 1

def add():
    jobs.put(Job(5))

# --- scenario ---
workers = [lambda _: hurry(), lambda _: add()]
def invariant(_): return jobs.get().priority == 1
