# expect: pass
import threading

numbers = []

def add(n):
    numbers.append(n)

threads = [threading.Thread(target=add, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

# --- scenario ---
def main(): return sorted(numbers)
def accept(r): return r == [0, 1]
