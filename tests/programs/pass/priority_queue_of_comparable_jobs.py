# expect: pass
# because: jobs compare themselves, while the queue holds its lock
import queue, threading

class Job:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority

def run():
    jobs = queue.PriorityQueue()
    threads = [threading.Thread(target=jobs.put, args=(Job(p, n),)) for p, n in ((2, "second"), (1, "first"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [jobs.get().name for _ in range(2)]

# --- scenario ---
def main(): return run()
def accept(r): return r == ["first", "second"]
