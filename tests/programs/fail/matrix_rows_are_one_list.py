# expect: fail
# because: [[0] * 2] * 2 is one row twice: the threads add into the same cells
# kind: wrong-result
from threading import Thread

def program():
    a = [[1, 2], [3, 4]]
    c = [[0] * 2] * 2

    def double(i):
        for j in range(2):
            c[i][j] = 2 * a[i][j]

    ts = [Thread(target=double, args=(i,)) for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return c

# --- scenario ---
main = program
def accept(r): return r == [[2, 4], [6, 8]]
