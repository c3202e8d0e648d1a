# expect: fail
# because: the door may be looked at before it is opened; the default is found on the class, the new value on the object
# kind: wrong-result
class Shop:
    is_open = False
    sold = None

    def open_the_door(self):
        self.is_open = True

    def sell(self):
        self.sold = 1 if self.is_open else 0

# --- scenario ---
setup = Shop
workers = [Shop.open_the_door, Shop.sell]
def invariant(shop): return shop.sold == 1
