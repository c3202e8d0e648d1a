# expect: pass
from multiprocessing import Pool

class BadRow(Exception):
    def __init__(self, row, reason):
        super().__init__(row, reason)
        self.row = row

def check(row):
    if row == 2:
        raise BadRow(row, "empty")
    return row

def run():
    with Pool(2) as pool:
        try:
            pool.map(check, [1, 2, 3])
        except BadRow as error:
            return error.row, type(error.__cause__).__name__

# --- scenario ---
def main(): return run()
def accept(result): return result == (2, 'RemoteTraceback')
