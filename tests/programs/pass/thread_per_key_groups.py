# expect: pass
import threading
from itertools import groupby

def program():
    words = sorted(['ant', 'bee', 'ape', 'bat'], key=lambda w: w[0])
    out = {}

    def join(letter, group):
        out[letter] = '+'.join(group)

    ts = [threading.Thread(target=join, args=(k, list(g))) for k, g in groupby(words, key=lambda w: w[0])]
    for t in ts: t.start()
    for t in ts: t.join()
    return out

# --- scenario ---
main = program
def accept(r): return r == {'a': 'ant+ape', 'b': 'bee+bat'}
