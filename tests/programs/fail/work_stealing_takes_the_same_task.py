# expect: fail
# because: owner and thief both look at the last task, then take it
class Deque:
    def __init__(self):
        self.tasks = ['t']
        self.done = []

    def owner(self):
        if self.tasks:
            task = self.tasks[-1]
            self.done.append(task)
            self.tasks.remove(task)

    def thief(self):
        if self.tasks:
            task = self.tasks[0]
            self.done.append(task)
            self.tasks.remove(task)

# --- scenario ---
setup = Deque
workers = [Deque.owner, Deque.thief]
def invariant(d): return d.done == ['t']
