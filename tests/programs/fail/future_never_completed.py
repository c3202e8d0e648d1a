# expect: fail
# because: the error path forgets set_exception(): result() waits for ever
# kind: deadlock
import threading
from concurrent.futures import Future

def program():
    promise = Future()

    def work(text):
        try:
            promise.set_result(int(text))
        except ValueError:
            pass

    t = threading.Thread(target=work, args=('x',))
    t.start()
    t.join()
    return promise.result()

# --- scenario ---
main = program
def accept(r): return True
