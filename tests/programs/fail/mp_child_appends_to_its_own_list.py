# expect: fail
# because: wrong-result: the list in the child is another one
import multiprocessing

results = []

def square(n):
    results.append(n * n)

def run():
    workers = [multiprocessing.Process(target=square, args=(n,)) for n in (2, 3)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return sorted(results)

# --- scenario ---
def main(): return run()
def accept(result): return result == [4, 9]
