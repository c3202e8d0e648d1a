# expect: pass
import threading

class Account(threading.local):
    def __init__(self):
        self.sum = 100

account = Account()

def work(out, n):
    account.sum -= n
    out.append(account.sum)

# --- scenario ---
def setup(): return []
workers = [lambda o: work(o, 1), lambda o: work(o, 2)]
def invariant(o): return sorted(o) == [98, 99]
