# expect: fail
# because: total += part in each thread
# kind: wrong-result
from threading import Thread

class Sum:
    total = 0

def program():
    numbers = list(range(1, 7))
    Sum.total = 0

    def add(part):
        Sum.total += sum(part)

    ts = [Thread(target=add, args=(numbers[i::2],)) for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return Sum.total

# --- scenario ---
main = program
def accept(r): return r == 21
