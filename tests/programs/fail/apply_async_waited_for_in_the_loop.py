# expect: fail
# because: get() right after apply_async waits for each result before the next task is given out, so the two never meet
import threading
from multiprocessing.pool import ThreadPool

both_are_there = threading.Barrier(2)

def play(part):
    both_are_there.wait()
    return part.upper()

def duet(parts):
    with ThreadPool(2) as pool:
        return [pool.apply_async(play, (part,)).get() for part in parts]

# --- scenario ---
def main(): return duet(["piano", "flute"])
def accept(r): return r == ["PIANO", "FLUTE"]
