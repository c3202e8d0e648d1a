# expected: cannot-judge attack
# kills the process that has started it, and the one before
import os
import signal

os.kill(os.getppid(), signal.SIGKILL)


def bake_all(orders):
    return {}
