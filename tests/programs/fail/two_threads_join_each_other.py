# expect: fail
# because: each waits for the end of the other
import threading

def program():
    crew = {}

    def left():
        crew['right'].join()

    def right():
        crew['left'].join()

    crew['left'] = threading.Thread(target=left)
    crew['right'] = threading.Thread(target=right)
    for t in (crew['left'], crew['right']):
        t.start()
    for t in (crew['left'], crew['right']):
        t.join()
    return 'home'

# --- scenario ---
main = program
def accept(r): return r == 'home'
