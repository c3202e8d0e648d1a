# expect: fail
# because: the timer is a thread of its own: += in both is a race
# kind: wrong-result
import threading

class Score:
    def __init__(self):
        self.points = 0

    def bonus(self):
        self.points += 10

def program():
    s = Score()
    t = threading.Timer(0.1, s.bonus)
    t.start()
    s.points += 1
    t.join()
    return s.points

# --- scenario ---
main = program
def accept(r): return r == 11
