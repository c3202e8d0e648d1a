# expect: fail
# because: the subscriber may come after the message: it waits for ever
# kind: deadlock
import queue
import threading

class Topic:
    def __init__(self):
        self.boxes = []

    def subscribe(self):
        box = queue.Queue()
        self.boxes.append(box)
        return box

    def publish(self, message):
        for box in list(self.boxes):
            box.put(message)

# --- scenario ---
setup = Topic
workers = [lambda t: t.subscribe().get(), lambda t: t.publish('hello')]
def invariant(t): return True
