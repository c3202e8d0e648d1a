# expect: fail
# because: wrong-result: bins[i] += 1 is a read and a write
from multiprocessing import Array, Process

def count(bins, words):
    for word in words:
        bins[len(word)] += 1

def run():
    bins = Array("i", 5)
    ps = [Process(target=count, args=(bins, words)) for words in (["a", "bb"], ["bb", "ccc"])]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return list(bins)

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 2, 1, 0]
