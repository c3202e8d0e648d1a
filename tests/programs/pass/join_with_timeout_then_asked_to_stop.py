# expect: pass
import threading

def program():
    gate = threading.Event()
    done = []

    def work():
        gate.wait()
        done.append(1)

    t = threading.Thread(target=work)
    t.start()
    t.join(timeout=0.05)
    if t.is_alive():
        gate.set()
        t.join()
    return len(done), t.is_alive()

# --- scenario ---
main = program
def accept(r): return r == (1, False)
