# expect: pass
# Who has received a whole message knows that its writer is through, also where it filled the pipe.
from multiprocessing import Pipe, Process

def tell(end, word):
    end.send(word)

def run():
    here, there = Pipe()
    children = [Process(target=tell, args=(there, "a" * size)) for size in (200_000, 3)]
    words = []
    for child in children:
        child.start()
        words.append(len(here.recv()))
    for child in children:
        child.join()
    return words

# --- scenario ---
def main(): return run()
def accept(result): return result == [200_000, 3]
