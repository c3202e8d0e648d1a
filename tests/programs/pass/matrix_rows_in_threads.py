# expect: pass
from threading import Thread

def program():
    a = [[1, 2], [3, 4]]
    b = [[5, 6], [7, 8]]
    c = [[0] * 2 for _ in range(2)]

    def row(i):
        for j in range(2):
            for k in range(2):
                c[i][j] += a[i][k] * b[k][j]

    ts = [Thread(target=row, args=(i,)) for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return c

# --- scenario ---
main = program
def accept(r): return r == [[19, 22], [43, 50]]
