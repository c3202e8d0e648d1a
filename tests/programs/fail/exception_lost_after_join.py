# expect: fail
# because: join() does not raise the exception of the thread; the result stays missing
# kind: exception
import threading

def program():
    answer = {}

    def compute(n):
        answer['value'] = 10 // n

    t = threading.Thread(target=compute, args=(0,))
    t.start()
    try:
        t.join()
    except ZeroDivisionError:
        answer['value'] = -1
    return answer.get('value')

# --- scenario ---
main = program
def accept(r): return r == -1
