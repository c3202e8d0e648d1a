# expect: fail
# because: callbacks run in the workers: total += is a race
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor

class Total:
    def __init__(self):
        self.value = 0

    def add(self, future):
        self.value += future.result()

def program():
    total = Total()
    with ThreadPoolExecutor(max_workers=2) as pool:
        for n in (1, 2):
            pool.submit(abs, n).add_done_callback(total.add)
    return total.value

# --- scenario ---
main = program
def accept(r): return r == 3
