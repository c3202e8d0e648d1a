# expect: pass
import sys
import threading

def program():
    log = []

    def work(n):
        if n == 0:
            sys.exit()
        log.append(n)

    ts = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return log

# --- scenario ---
main = program
def accept(r): return r == [1]
