# expect: fail
# because: wrong-result: value += 1 is a read and a write
from multiprocessing import Process, Value

def up(counter):
    for _ in range(2):
        counter.value += 1

def run():
    counter = Value("i", 0)
    ps = [Process(target=up, args=(counter,)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return counter.value

if __name__ == "__main__":
    print(run())

# --- scenario ---
def main(): return run()
def accept(result): return result == 4
