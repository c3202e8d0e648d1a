# expect: fail
# because: data-race: threads that share a connection have to take turns, too
# kind: data-race
from multiprocessing import Pipe
from threading import Thread

def run():
    here, there = Pipe()
    threads = [Thread(target=there.send, args=(word,)) for word in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {here.recv(), here.recv()}

# --- scenario ---
def main(): return run()
def accept(result): return result == {"left", "right"}
