# expect: fail
# because: the length is stale when the characters are copied
# published: 12-18
"""The StringBuffer of JDK 1.4: append() asks the other buffer for its length and then for its characters. Each of
the calls is synchronized, the two together are not.

Source: C. Flanagan, S. Qadeer: A type and effect system for atomicity, PLDI 2003; in SCTBench as
CB.stringbuffer-jdk1.4.
"""
import threading


class StringBuffer:
    def __init__(self, text):
        self.lock = threading.RLock()
        self.chars = list(text)

    def length(self):
        with self.lock:
            return len(self.chars)

    def get_chars(self, start, end):
        with self.lock:
            if end > len(self.chars):
                raise IndexError(f'string index out of range: {end}')
            return self.chars[start:end]

    def delete(self, start, end):
        with self.lock:
            del self.chars[start:end]

    def append(self, other):
        with self.lock:
            n = other.length()
            self.chars.extend(other.get_chars(0, n))

# --- scenario ---
def setup(): return StringBuffer('xy'), StringBuffer('abc')
workers = [lambda s: s[0].append(s[1]), lambda s: s[1].delete(0, 3)]
def invariant(s): return ''.join(s[0].chars) in ('xy', 'xyabc')
