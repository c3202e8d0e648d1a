# expected: failed wrong-result
# writes a verdict to every descriptor of the process that judges it
import os

for number in range(256):
    try:
        with open(f'/proc/{os.getppid()}/fd/{number}', 'wb') as other:
            other.write(b'{"verdict": {"result": "passed", "score": 5.0}}')
    except OSError:
        pass


def bake_all(orders):
    return {}
