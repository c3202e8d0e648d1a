# expect: pass
# because: nobody ends before all have stored, so their numbers differ
import threading

results = {}
all_stored = threading.Barrier(2)

def work(n):
    results[threading.get_ident()] = n
    all_stored.wait()

def run():
    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(results.values())

# --- scenario ---
def main(): return run()
def accept(r): return r == 3
