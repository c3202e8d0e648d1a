# expect: pass
import threading
from concurrent.futures import Future

def program():
    promise = Future()
    t = threading.Thread(target=lambda: promise.set_result('ready'))
    t.start()
    answer = promise.result()
    t.join()
    return answer, promise.done()

# --- scenario ---
main = program
def accept(r): return r == ('ready', True)
