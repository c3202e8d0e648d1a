# expected: cannot-judge attack
# stops the process that watches it, instead of ending it
import os
import signal

os.kill(os.getppid(), signal.SIGSTOP)


def bake_all(orders):
    return {}
