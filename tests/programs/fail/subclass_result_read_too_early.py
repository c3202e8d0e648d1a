# expect: fail
# because: the attribute is read before join()
import threading

class Cook(threading.Thread):
    result = None

    def run(self):
        self.result = 'soup'

def program():
    c = Cook()
    c.start()
    dish = c.result
    c.join()
    return dish

# --- scenario ---
main = program
def accept(r): return r == 'soup'
