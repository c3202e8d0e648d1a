# expect: fail
# because: spin: the parent's flag never changes
import multiprocessing as mp
import time

done = False

def work():
    global done
    done = True

def run():
    p = mp.Process(target=work)
    p.start()
    while not done:
        time.sleep(0.01)
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return result == 'done'
