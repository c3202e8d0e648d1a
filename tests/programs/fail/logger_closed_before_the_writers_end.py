# expect: fail
# because: the end mark overtakes the last lines
# kind: wrong-result
import queue
import threading

def program():
    q = queue.Queue()
    lines = []

    def run():
        for line in iter(q.get, None):
            lines.append(line)

    logger = threading.Thread(target=run)
    logger.start()
    ts = [threading.Thread(target=q.put, args=(f'line {i}',)) for i in range(2)]
    for t in ts: t.start()
    q.put(None)
    logger.join()
    for t in ts: t.join()
    return len(lines)

# --- scenario ---
main = program
def accept(r): return r == 2
