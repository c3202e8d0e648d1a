# expected: failed wrong-result
# leaves a process of a session of its own behind
import os
import signal

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.pause()
    os._exit(0)


def bake_all(orders):
    return {}
