# expect: fail
# because: the balance is checked by two tasks before either of them takes the money
# kind: wrong-result
from concurrent.futures import ThreadPoolExecutor

class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, n):
        if n > self.balance:
            return False
        self.balance -= n
        return True

def program():
    acc = Account(100)
    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(acc.withdraw, [70, 70]))
    return answers.count(True), acc.balance

# --- scenario ---
main = program
def accept(r): return r == (1, 30)
