# expect: fail
# because: wrong-result: terminate() does not wait for the end
from multiprocessing import Event, Process

def work(never):
    never.wait()

def run():
    p = Process(target=work, args=(Event(),))
    p.start()
    p.terminate()
    alive = p.is_alive()
    p.join()
    return alive

# --- scenario ---
def main(): return run()
def accept(result): return result is False
