# expect: pass
from threading import Thread

def fetch(page, slots, i):
    slots[i] = page.upper()

def program():
    pages = ['home', 'news', 'help']
    slots = [None] * len(pages)
    ts = [Thread(target=fetch, args=(p, slots, i)) for i, p in enumerate(pages)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return slots

# --- scenario ---
main = program
def accept(r): return r == ['HOME', 'NEWS', 'HELP']
