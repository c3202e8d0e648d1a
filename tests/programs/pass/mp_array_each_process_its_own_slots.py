# expect: pass
from multiprocessing import Array, Process

def fill(cells, start):
    for i in range(start, len(cells), 2):
        cells[i] = i * i

def run():
    cells = Array("i", 6)
    ps = [Process(target=fill, args=(cells, start)) for start in (0, 1)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return cells[:]

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 4, 9, 16, 25]
