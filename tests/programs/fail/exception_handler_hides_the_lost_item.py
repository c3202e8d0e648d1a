# expect: fail
# because: the item that raised is gone, the handler only continues
# kind: wrong-result
import queue

class Parser:
    def __init__(self):
        self.q = queue.Queue()
        for text in ('1', 'x', '3'):
            self.q.put(text)
        self.good, self.bad = [], []

    def work(self):
        while True:
            try:
                text = self.q.get_nowait()
                self.good.append(int(text))
            except queue.Empty:
                break
            except ValueError:
                continue

# --- scenario ---
setup = Parser
workers = [Parser.work] * 2
def invariant(p): return len(p.good) + len(p.bad) == 3
