# expect: pass
import threading

class Cook(threading.Thread):
    def __init__(self, dish, minutes=1):
        super().__init__(name=f'cook of {dish}')
        self.dish = dish
        self.minutes = minutes
        self.result = None

    def run(self):
        self.result = (self.dish.title(), self.minutes)

def program():
    cooks = [Cook('soup'), Cook('pie', minutes=3)]
    for c in cooks:
        c.start()
    return [(c.join(), c.result)[1] for c in cooks]

# --- scenario ---
main = program
def accept(r): return r == [('Soup', 1), ('Pie', 3)]
