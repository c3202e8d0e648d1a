# expect: pass
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
            except queue.Empty:
                break
            try:
                number = int(text)
            except ValueError:
                self.bad.append(text)
            else:
                self.good.append(number)

# --- scenario ---
setup = Parser
workers = [Parser.work] * 2
def invariant(p): return sorted(p.good) == [1, 3] and p.bad == ['x']
