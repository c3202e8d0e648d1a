# expect: fail
# because: exception: cannot pickle '_thread.lock' object
import multiprocessing
import threading

class Account:
    def __init__(self):
        self.balance = 0
        self.lock = threading.Lock()

def deposit(account):
    with account.lock:
        account.balance += 1

def run():
    account = Account()
    p = multiprocessing.Process(target=deposit, args=(account,))
    p.start()
    p.join()
    return account.balance

# --- scenario ---
def main(): return run()
def accept(result): return True
