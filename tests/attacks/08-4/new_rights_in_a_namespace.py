# expected: failed exception
# becomes root in a namespace of its own
import os

os.unshare(0x10000000)
os.setuid(0)


def bake_all(orders):
    return {}
