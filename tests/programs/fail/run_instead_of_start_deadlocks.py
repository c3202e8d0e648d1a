# expect: fail
# because: run() executes the waiting consumer in the main thread, so the producer is never started
# kind: deadlock
import queue
import threading

def program():
    q = queue.Queue()
    got = []
    consumer = threading.Thread(target=lambda: got.append(q.get()))
    producer = threading.Thread(target=q.put, args=('letter',))
    consumer.run()
    producer.run()
    return got

# --- scenario ---
main = program
def accept(r): return r == ['letter']
