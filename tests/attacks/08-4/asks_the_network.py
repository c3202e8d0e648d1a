# expected: failed exception
# asks a server outside for the answer
import socket

with socket.socket() as outside:
    outside.settimeout(5)
    outside.connect(('192.0.2.1', 80))


def bake_all(orders):
    return {}
