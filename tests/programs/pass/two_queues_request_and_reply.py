# expect: pass
import queue

class Office:
    def __init__(self):
        self.requests = queue.Queue(1)
        self.replies = queue.Queue(1)
        self.got = []

    def client(self):
        for n in (3, 4):
            self.requests.put(n)
            self.got.append(self.replies.get())
        self.requests.put(None)

    def server(self):
        while (n := self.requests.get()) is not None:
            self.replies.put(n * n)

# --- scenario ---
setup = Office
workers = [Office.client, Office.server]
def invariant(o): return o.got == [9, 16]
