# expected: failed exception
# reads the environment and the command of the processes that it sees
import glob

for place in glob.glob('/proc/[0-9]*/environ'):
    print(open(place, 'rb').read())


def bake_all(orders):
    return {}
