# expect: fail
# because: deadlock: the child makes a queue of its own
from multiprocessing import Process, Queue

queue = Queue()

def work():
    queue.put("hello")

def run():
    p = Process(target=work)
    p.start()
    answer = queue.get()
    p.join()
    return answer

# --- scenario ---
def main(): return run()
def accept(result): return result == 'hello'
