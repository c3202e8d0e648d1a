# expect: fail
# because: exception: BrokenProcessPool, it cannot be unpickled
from concurrent.futures import ProcessPoolExecutor

class BadRow(Exception):
    def __init__(self, row, reason):
        super().__init__(f"row {row}: {reason}")
        self.row = row

def check(row):
    if row == 2:
        raise BadRow(row, "empty")
    return row

def run():
    good = []
    with ProcessPoolExecutor(2) as pool:
        for future in [pool.submit(check, row) for row in (1, 2)]:
            try:
                good.append(future.result())
            except BadRow as error:
                good.append(-error.row)
    return good

# --- scenario ---
def main(): return run()
def accept(result): return result == [1, -2]
