# expect: fail
# because: args=('abc') is a string: one argument per character
# kind: exception
import threading

def shout(words, log=[]):
    log.append(words.upper())
    return log

def program():
    t = threading.Thread(target=shout, args=('abc'))
    t.start()
    t.join()
    return 'ok'

# --- scenario ---
main = program
def accept(r): return r == 'ok'
