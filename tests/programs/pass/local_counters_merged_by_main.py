# expect: pass
from collections import Counter
from threading import Thread

def program(texts=('a b a', 'b c')):
    parts = [None] * len(texts)

    def count(i, text):
        local = Counter()
        for w in text.split():
            local[w] += 1
        parts[i] = local

    ts = [Thread(target=count, args=pair) for pair in enumerate(texts)]
    for t in ts: t.start()
    for t in ts: t.join()
    return sum(parts, Counter())

# --- scenario ---
main = program
def accept(r): return r == {'a': 2, 'b': 2, 'c': 1}
