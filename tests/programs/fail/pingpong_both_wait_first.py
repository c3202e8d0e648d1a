# expect: fail
# because: both players wait for the ball and nobody serves
# kind: deadlock
import threading

class Table:
    def __init__(self):
        self.ping = threading.Semaphore(0)
        self.pong = threading.Semaphore(0)
        self.log = []

    def play(self, mine, other, word):
        for _ in range(2):
            mine.acquire()
            self.log.append(word)
            other.release()

# --- scenario ---
setup = Table
workers = [lambda t: t.play(t.ping, t.pong, 'ping'), lambda t: t.play(t.pong, t.ping, 'pong')]
def invariant(t): return t.log == ['ping', 'pong'] * 2
