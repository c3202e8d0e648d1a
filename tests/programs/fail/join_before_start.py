# expect: fail
# because: join() of a thread that was never started raises
# kind: exception
import threading

def program():
    done = []
    t = threading.Thread(target=done.append, args=(1,))
    t.join()
    t.start()
    return done

# --- scenario ---
main = program
def accept(r): return r == [1]
