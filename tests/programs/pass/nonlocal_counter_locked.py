# expect: pass
from threading import Thread, Lock

def visitors():
    count = 0
    turnstile = Lock()

    def enter(people):
        nonlocal count
        for _ in range(people):
            with turnstile:
                count += 1

    gates = [Thread(target=enter, args=(k,)) for k in (1, 2)]
    [g.start() for g in gates]
    [g.join() for g in gates]
    return count

# --- scenario ---
main = visitors
def accept(r): return r == 3
