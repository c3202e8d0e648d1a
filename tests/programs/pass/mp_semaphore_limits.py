# expect: pass
from multiprocessing import Process, Semaphore, Value

def work(slots, inside, most):
    with slots:
        with inside.get_lock():
            inside.value += 1
            most.value = max(most.value, inside.value)
        with inside.get_lock():
            inside.value -= 1

def run():
    slots, inside, most = Semaphore(1), Value("i", 0), Value("i", 0)
    ps = [Process(target=work, args=(slots, inside, most)) for _ in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return most.value

# --- scenario ---
def main(): return run()
def accept(result): return result == 1
