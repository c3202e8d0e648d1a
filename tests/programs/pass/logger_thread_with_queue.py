# expect: pass
import queue
import threading

class Logger:
    def __init__(self):
        self.q = queue.SimpleQueue()
        self.lines = []
        self.thread = threading.Thread(target=self._run, name='logger')
        self.thread.start()

    def log(self, text):
        self.q.put(text)

    def _run(self):
        for line in iter(self.q.get, None):
            self.lines.append(line)

    def close(self):
        self.q.put(None)
        self.thread.join()

def program():
    logger = Logger()
    ts = [threading.Thread(target=logger.log, args=(f'line {i}',)) for i in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    logger.close()
    return sorted(logger.lines)

# --- scenario ---
main = program
def accept(r): return r == ['line 0', 'line 1']
