# expect: pass
from threading import Thread

def program():
    numbers = list(range(1, 7))
    parts = {}

    def add(i):
        subtotal = 0
        for x in numbers[i::3]:
            subtotal += x
        parts[i] = subtotal

    ts = [Thread(target=add, args=(i,)) for i in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sum(parts.values())

# --- scenario ---
main = program
def accept(r): return r == 21
