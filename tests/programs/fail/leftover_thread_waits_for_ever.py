# expect: fail
# because: main returns its right result, but a thread is left waiting on an event that nobody sets
import threading

def program():
    never = threading.Event()
    seen = []

    def watcher():
        never.wait()
        seen.append('x')

    threading.Thread(target=watcher).start()
    return 42

# --- scenario ---
main = program
def accept(r): return r == 42
