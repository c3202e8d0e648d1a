# expect: fail
# because: two clerks read the same next seat
# kind: wrong-result
import threading

class Shop:
    def __init__(self, seats):
        self.seats = list(range(1, seats + 1))
        self.next = 0
        self.sold = {}

    def sell(self, buyer):
        seat = self.seats[self.next]
        self.next += 1
        self.sold.setdefault(seat, []).append(buyer)

def program():
    shop = Shop(3)
    ts = [threading.Thread(target=shop.sell, args=(b,)) for b in ('ann', 'bob')]
    for t in ts: t.start()
    for t in ts: t.join()
    return shop.sold

# --- scenario ---
main = program
def accept(r): return sorted(r) == [1, 2] and all(len(v) == 1 for v in r.values())
