# expect: fail
# because: two clients see one idle connection
# kind: exception
class Pool:
    def __init__(self):
        self.idle = ['c1']
        self.busy = []

    def take(self):
        if self.idle:
            c = self.idle.pop()
            self.busy.append(c)
            return c

# --- scenario ---
setup = Pool
workers = [Pool.take, Pool.take]
def invariant(p): return p.busy == ['c1']
