# expect: fail
# because: a thread cannot wait for its own end
# kind: exception
import threading

class Worker(threading.Thread):
    def run(self):
        self.items = [1, 2]
        self.join()

def program():
    w = Worker()
    w.start()
    w.join()
    return w.items

# --- scenario ---
main = program
def accept(r): return r == [1, 2]
