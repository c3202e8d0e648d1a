# expect: fail
# because: join(timeout) may return while the thread still waits; nobody looks at is_alive()
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
    result = len(done)
    gate.set()
    t.join()
    return result

# --- scenario ---
main = program
def accept(r): return r == 1
