# expect: fail
# because: both threads have the same name: one overwrites the other
# kind: wrong-result
import threading

def program():
    seen = {}

    def work(n):
        seen[threading.current_thread().name] = n

    ts = [threading.Thread(target=work, args=(i,), name='worker') for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(seen.values())

# --- scenario ---
main = program
def accept(r): return r == [0, 1]
