# expect: fail
# because: waiting gives one lock back, and keeps the other one from whoever should wake it
import threading

class Shop:
    def __init__(self):
        self.door, self.shelf = threading.Condition(), threading.Condition()
        self.bread = 0

    def buy(self):
        with self.door:
            with self.shelf:
                while not self.bread:
                    self.shelf.wait()
                self.bread -= 1

    def bake(self):
        with self.door:
            with self.shelf:
                self.bread += 1
                self.shelf.notify()

# --- scenario ---
setup = Shop
workers = [Shop.buy, Shop.bake]
def invariant(shop): return shop.bread == 0
