# expect: pass
import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()

def prepare(prefix):
    local.prefix = prefix

def name(n):
    return f'{local.prefix}{n}'

def program():
    with ThreadPoolExecutor(max_workers=2, initializer=prepare, initargs=('n',)) as pool:
        return list(pool.map(name, range(3)))

# --- scenario ---
main = program
def accept(r): return r == ['n0', 'n1', 'n2']
