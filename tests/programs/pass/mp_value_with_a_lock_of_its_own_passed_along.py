# expect: pass
import multiprocessing as mp

class Adder(mp.Process):
    def __init__(self, total, lock, amount):
        super().__init__()
        self.total, self.lock, self.amount = total, lock, amount

    def run(self):
        with self.lock:
            self.total.value += self.amount

def run():
    total, lock = mp.RawValue("i", 0), mp.Lock()
    adders = [Adder(total, lock, n) for n in (1, 2, 3)]
    for a in adders:
        a.start()
    for a in adders:
        a.join()
    return total.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 6
