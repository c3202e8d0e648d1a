# expect: pass
# because: a decorator waits until it is this function's turn, and tells the next one
import functools, threading

turn, changed = 0, threading.Condition()

def in_turn(number):
    def decorate(function):
        @functools.wraps(function)
        def wrapped(*args):
            global turn
            with changed:
                changed.wait_for(lambda: turn == number)
                function(*args)
                turn += 1
                changed.notify_all()
        return wrapped
    return decorate

said = []

@in_turn(0)
def hello():
    said.append("hello")

@in_turn(1)
def world():
    said.append("world")

# --- scenario ---
workers = [lambda _: world(), lambda _: hello()]
def invariant(_): return said == ["hello", "world"]
