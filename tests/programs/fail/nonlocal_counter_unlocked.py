# expect: fail
# because: nonlocal count += 1 is a read and a write
# kind: wrong-result
import threading

def visitors():
    count = 0

    def enter():
        nonlocal count
        count += 1

    gate_a = threading.Thread(target=enter)
    gate_b = threading.Thread(target=enter)
    gate_a.start(); gate_b.start()
    gate_a.join(); gate_b.join()
    return count

# --- scenario ---
main = visitors
def accept(r): return r == 2
