# expect: fail
# because: threads started in order need not append in order
# kind: wrong-result
from threading import Thread

def program():
    line = []
    runners = [Thread(target=line.append, args=(n,)) for n in range(3)]
    for r in runners:
        r.start()
    for r in runners:
        r.join()
    return line

# --- scenario ---
main = program
def accept(r): return r == [0, 1, 2]
