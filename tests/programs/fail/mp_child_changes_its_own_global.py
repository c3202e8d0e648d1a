# expect: fail
# because: wrong-result: a child process has its own globals
from multiprocessing import Process

total = 0

def work():
    global total
    total += 10

def run():
    p = Process(target=work)
    p.start()
    p.join()
    return total

if __name__ == "__main__":
    print(run())

# --- scenario ---
def main(): return run()
def accept(result): return result == 10
