# expect: fail
# because: wrong-result: check and set are two steps
from multiprocessing import Process, Value

def offer(best, bid):
    if bid > best.value:
        best.value = bid

def run():
    best = Value("i", 0)
    ps = [Process(target=offer, args=(best, bid)) for bid in (5, 9)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return best.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 9
