# expect: fail
# because: Thread.__init__ is not called
# kind: exception
import threading

class Cook(threading.Thread):
    def __init__(self, dish):
        self.dish = dish

    def run(self):
        self.result = self.dish.title()

def program():
    c = Cook('soup')
    c.start()
    c.join()
    return c.result

# --- scenario ---
main = program
def accept(r): return r == 'Soup'
