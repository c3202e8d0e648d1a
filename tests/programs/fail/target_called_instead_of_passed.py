# expect: fail
# because: Thread(target=work()) runs work now and passes its result
# kind: exception
import threading

results = []

def work():
    results.append('done')
    return 7

def main_program():
    t = threading.Thread(target=work())
    t.start()
    t.join()
    return results

# --- scenario ---
def main():
    results.clear()
    return main_program()
def accept(r): return r == ['done']
