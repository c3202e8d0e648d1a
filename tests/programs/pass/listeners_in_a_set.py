# expect: pass
# because: listeners are called in any order, under a copy that is taken with the lock held
import threading

class Bus:
    def __init__(self):
        self._lock = threading.Lock()
        self._listeners = set()

    def listen(self, listener):
        with self._lock:
            self._listeners.add(listener)

    def publish(self, event):
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(event)

def run():
    bus, lock, heard = Bus(), threading.Lock(), []
    def note(event):
        with lock:
            heard.append(event)
    bus.listen(note)
    bus.listen(lambda event: note(event * 10))
    threads = [threading.Thread(target=bus.publish, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(heard)

# --- scenario ---
def main(): return run()
def accept(r): return r == [1, 2, 10, 20]
