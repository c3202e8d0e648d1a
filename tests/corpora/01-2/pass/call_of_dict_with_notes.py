# a: waits; b: computes; c: tiny; d: zlib lets go of the lock; e: cannot be divided; f: computes half of the time
answer = dict(a="threads", b="processes", c="loop", d="threads", e="loop", f="processes")
