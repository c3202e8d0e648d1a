# expect: fail
# because: the number of a thread that has ended can be given to the next one
import threading

results = {}

def work(n):
    results[threading.get_ident()] = n

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
