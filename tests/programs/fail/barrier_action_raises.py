# expect: fail
# because: the action fails: every party gets BrokenBarrierError
# kind: exception
import threading

def check_totals():
    raise ValueError('totals differ')

barrier = threading.Barrier(2, action=check_totals)

def work(s):
    barrier.wait()

# --- scenario ---
def setup(): return None
workers = [work, work]
def invariant(s): return True
