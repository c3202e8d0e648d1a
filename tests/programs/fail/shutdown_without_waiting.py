# expect: fail
# because: shutdown(wait=False) does not wait for the tasks
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor

def program():
    done = []
    pool = ThreadPoolExecutor(max_workers=2)
    pool.submit(done.append, 'a')
    pool.shutdown(wait=False)
    return list(done)

# --- scenario ---
main = program
def accept(r): return r == ['a']
