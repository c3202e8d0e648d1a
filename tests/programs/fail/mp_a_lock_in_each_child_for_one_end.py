# expect: fail
# because: data-race: each process makes a lock of its own
# kind: data-race
from multiprocessing import Lock, Pipe, Process

def tell(end, word):
    with Lock():
        end.send(word)

def run():
    here, there = Pipe()
    children = [Process(target=tell, args=(there, word)) for word in ("left", "right")]
    for child in children:
        child.start()
    words = {here.recv(), here.recv()}
    for child in children:
        child.join()
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == {"left", "right"}
