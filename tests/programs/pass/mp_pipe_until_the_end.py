# expect: pass
from multiprocessing import Pipe, Process

def tell(writer):
    for n in range(3):
        writer.send(n)
    writer.close()

def run():
    reader, writer = Pipe(duplex=False)
    p = Process(target=tell, args=(writer,))
    p.start()
    writer.close()
    got = []
    while True:
        try:
            got.append(reader.recv())
        except EOFError:
            break
    p.join()
    return got

# --- scenario ---
def main(): return run()
def accept(result): return result == [0, 1, 2]
