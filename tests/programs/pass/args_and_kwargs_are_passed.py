# expect: pass
import threading

def double(n, *, out, times=1):
    for _ in range(times):
        out.append(2 * n)

def program():
    out = []
    t = threading.Thread(target=double, name='doubler', args=(5,), kwargs={'out': out, 'times': 2})
    t.start()
    t.join()
    return out, t.name

# --- scenario ---
main = program
def accept(r): return r == ([10, 10], 'doubler')
