# expect: fail
# because: result() right after submit makes the pool work on one task at a time, so the two never meet
import threading
from concurrent.futures import ThreadPoolExecutor

both_are_there = threading.Barrier(2)

def play(part):
    both_are_there.wait()
    return part.upper()

def duet(parts):
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [pool.submit(play, part).result() for part in parts]

# --- scenario ---
def main(): return duet(["piano", "flute"])
def accept(r): return r == ["PIANO", "FLUTE"]
