# expect: fail
# because: exception: the pool's thread cannot unpickle it
from multiprocessing import Pool

class BadRow(Exception):
    def __init__(self, row, reason):
        super().__init__(f"row {row}: {reason}")

def check(row):
    raise BadRow(row, "empty")

def run():
    with Pool(2) as pool:
        try:
            pool.map(check, [1])
        except BadRow:
            return "caught"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'caught'
