# expect: pass
from collections import deque

jobs = deque()

def work(done):
    while True:
        try:
            job = jobs.popleft()
        except IndexError:
            break
        else:
            done.append(job)

# --- scenario ---
def setup():
    jobs.clear()
    jobs.extend('abc')
    return []
workers = [work, work]
def invariant(done): return sorted(done) == ['a', 'b', 'c']
