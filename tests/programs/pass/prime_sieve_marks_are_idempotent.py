# expect: pass
from threading import Thread

def program(n=12):
    prime = [True] * n
    prime[0] = prime[1] = False

    def strike(step):
        for m in range(2 * step, n, step):
            prime[m] = False

    ts = [Thread(target=strike, args=(s,)) for s in (2, 3)]
    for t in ts: t.start()
    for t in ts: t.join()
    return [i for i, p in enumerate(prime) if p]

# --- scenario ---
main = program
def accept(r): return r == [2, 3, 5, 7, 11]
