# expect: fail
# because: *args is unpacked, but the list inside is shared and counted unlocked
# kind: wrong-result
import threading

def tally(step, *cells, times=1):
    for _ in range(times):
        for cell in cells:
            cell[0] += step

def program():
    a, b = [0], [0]
    jobs = [((1, a, b), {}), ((1, a), {'times': 2})]
    ts = [threading.Thread(target=tally, args=args, kwargs=kw) for args, kw in jobs]
    for t in ts: t.start()
    for t in ts: t.join()
    return a[0], b[0]

# --- scenario ---
main = program
def accept(r): return r == (3, 1)
