# expect: fail
# because: found += 1 in a nested function
# kind: wrong-result
from threading import Thread

def program():
    found = 0

    def look(numbers):
        nonlocal found
        for n in numbers:
            if n > 1 and all(n % d for d in range(2, n)):
                found += 1

    ts = [Thread(target=look, args=(part,)) for part in ([2, 4], [3, 6])]
    for t in ts: t.start()
    for t in ts: t.join()
    return found

# --- scenario ---
main = program
def accept(r): return r == 2
