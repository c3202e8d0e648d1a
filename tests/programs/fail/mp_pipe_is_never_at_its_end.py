# expect: fail
# because: deadlock: the parent's own writing end is open
from multiprocessing import Pipe, Process

def tell(writer):
    for n in range(3):
        writer.send(n)
    writer.close()

def run():
    reader, writer = Pipe(duplex=False)
    p = Process(target=tell, args=(writer,))
    p.start()
    got = []
    while True:
        try:
            got.append(reader.recv())
        except EOFError:
            break
    p.join()
    return got, writer

# --- scenario ---
def main(): return run()
def accept(result): return result[0] == [0, 1, 2]
