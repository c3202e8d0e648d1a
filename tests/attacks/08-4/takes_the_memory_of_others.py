# expected: failed wrong-result
# takes away all shared memory, locks of other programs among it
import os

for name in os.listdir('/dev/shm'):
    os.unlink(f'/dev/shm/{name}')


def bake_all(orders):
    return {}
