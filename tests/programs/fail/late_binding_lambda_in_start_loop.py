# expect: fail
# because: the lambda looks i up when the thread runs, not when it was made
# kind: wrong-result
import threading

def squares():
    out = []
    threads = []
    for i in range(3):
        t = threading.Thread(target=lambda: out.append(i * i))
        threads.append(t)
        t.start()
    for t in threads:
        t.join()
    return sorted(out)

# --- scenario ---
main = squares
def accept(r): return r == [0, 1, 4]
