# expect: pass
import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    first, second = (source, target) if id(source) < id(target) else (target, source)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


# --- scenario ---
def setup():
    return [Account(100), Account(100), Account(100)]
workers = [
    lambda s: transfer(s[0], s[1], 10),
    lambda s: transfer(s[1], s[2], 20),
    lambda s: transfer(s[2], s[0], 30),
]
def invariant(s): return [a.balance for a in s] == [120, 90, 90]
