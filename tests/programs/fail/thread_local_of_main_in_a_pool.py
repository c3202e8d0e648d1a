# expect: fail
# because: pool threads do not see the local data of the main thread
# kind: exception
import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()

def name(n):
    return f'{local.prefix}{n}'

def program():
    local.prefix = 'n'
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(name, range(2)))

# --- scenario ---
main = program
def accept(r): return r == ['n0', 'n1']
