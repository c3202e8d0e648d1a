# expect: pass
# because: both tasks are given out before anybody waits for a result
import threading
from multiprocessing.pool import ThreadPool

both_are_there = threading.Barrier(2)

def play(part):
    both_are_there.wait()
    return part.upper()

def duet(parts):
    with ThreadPool(2) as pool:
        asked = [pool.apply_async(play, (part,)) for part in parts]
        return [each.get() for each in asked]

# --- scenario ---
def main(): return duet(["piano", "flute"])
def accept(r): return r == ["PIANO", "FLUTE"]
