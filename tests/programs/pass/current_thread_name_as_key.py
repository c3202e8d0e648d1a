# expect: pass
import threading

def program():
    seen = {}

    def work():
        seen[threading.current_thread().name] = True

    ts = [threading.Thread(target=work, name=f'worker {i}') for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(seen)

# --- scenario ---
main = program
def accept(r): return r == ['worker 0', 'worker 1']
