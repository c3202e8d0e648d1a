# expect: pass
import threading

def program():
    answer = {}

    def compute(n):
        try:
            answer['value'] = 10 // n
        except ZeroDivisionError as problem:
            answer['error'] = str(problem)

    ts = [threading.Thread(target=compute, args=(n,)) for n in (0,)]
    for t in ts: t.start()
    for t in ts: t.join()
    return answer

# --- scenario ---
main = program
def accept(r): return list(r) == ['error']
