# expect: pass
import threading

class Shop:
    def __init__(self, seats):
        self.lock = threading.Lock()
        self.free = iter(range(1, seats + 1))
        self.sold = {}

    def sell(self, buyer):
        with self.lock:
            seat = next(self.free, None)
        if seat is None:
            return False
        self.sold[seat] = buyer
        return True

def program():
    shop = Shop(2)
    answers = []
    ts = [threading.Thread(target=lambda b=b: answers.append(shop.sell(b))) for b in ('ann', 'bob', 'cat')]
    for t in ts: t.start()
    for t in ts: t.join()
    return sorted(shop.sold), sorted(answers)

# --- scenario ---
main = program
def accept(r): return r == ([1, 2], [False, True, True])
