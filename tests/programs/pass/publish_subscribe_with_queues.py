# expect: pass
import queue
import threading

class Topic:
    def __init__(self):
        self.lock = threading.Lock()
        self.boxes = []

    def subscribe(self):
        box = queue.Queue()
        with self.lock:
            self.boxes.append(box)
        return box

    def publish(self, message):
        with self.lock:
            for box in self.boxes:
                box.put(message)

def program():
    topic = Topic()
    boxes = [topic.subscribe() for _ in range(2)]
    got = []

    def reader(box):
        got.append(box.get())

    ts = [threading.Thread(target=reader, args=(b,)) for b in boxes]
    for t in ts: t.start()
    topic.publish('hello')
    for t in ts: t.join()
    return got

# --- scenario ---
main = program
def accept(r): return r == ['hello', 'hello']
