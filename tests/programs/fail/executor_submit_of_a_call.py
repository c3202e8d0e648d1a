# expect: fail
# because: submit(f(x)) calls f in the main thread and submits its result
# kind: exception
from concurrent.futures import ThreadPoolExecutor

def area(r):
    return 3 * r * r

def program():
    with ThreadPoolExecutor() as pool:
        return pool.submit(area(2)).result()

# --- scenario ---
main = program
def accept(r): return r == 12
