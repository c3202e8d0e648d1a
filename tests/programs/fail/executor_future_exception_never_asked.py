# expect: fail
# because: the exception stays in the Future: the result is silently missing
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor

def program():
    saved = []

    def save(n):
        saved.append(12 // n)

    with ThreadPoolExecutor(2) as pool:
        for n in (3, 0):
            pool.submit(save, n)
    return sorted(saved)

# --- scenario ---
main = program
def accept(r): return r == [0, 4]
