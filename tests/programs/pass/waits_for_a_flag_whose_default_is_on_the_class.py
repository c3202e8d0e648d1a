# expect: pass
import threading

class Worker(threading.Thread):
    stopped = False
    rounds = 0

    def run(self):
        while not self.stopped:
            pass
        self.rounds += 1

def main():
    worker = Worker()
    worker.start()
    worker.stopped = True
    worker.join()
    return worker.rounds

# --- scenario ---
def accept(result): return result == 1
