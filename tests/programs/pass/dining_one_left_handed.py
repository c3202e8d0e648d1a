# expect: pass
import threading

class Philosopher(threading.Thread):
    def __init__(self, first, second, plates):
        super().__init__()
        self.first, self.second, self.plates = first, second, plates

    def run(self):
        with self.first, self.second:
            self.plates.append(1)

def dinner(n=3):
    forks = [threading.Lock() for _ in range(n)]
    plates = []
    guests = [Philosopher(forks[i], forks[i + 1], plates) for i in range(n - 1)]
    guests.append(Philosopher(forks[0], forks[n - 1], plates))
    for g in guests: g.start()
    for g in guests: g.join()
    return len(plates)

# --- scenario ---
main = dinner
def accept(r): return r == 3
