# expect: fail
# because: `if d: d.popleft()` is check-then-act
# kind: exception
from collections import deque

jobs = deque()

def work(done):
    if jobs:
        done.append(jobs.popleft())

# --- scenario ---
def setup():
    jobs.clear()
    jobs.append('only')
    return []
workers = [work, work]
def invariant(done): return done == ['only']
