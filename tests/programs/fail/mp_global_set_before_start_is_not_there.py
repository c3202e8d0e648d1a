# expect: fail
# because: exception: the module is executed again, so settings is None in the child
from multiprocessing import Process, Queue

settings = None

def work(queue):
    queue.put(settings["size"] * 2)

def run():
    global settings
    settings = {"size": 21}
    queue = Queue()
    p = Process(target=work, args=(queue,))
    p.start()
    answer = queue.get()
    p.join()
    return answer

# --- scenario ---
def main(): return run()
def accept(result): return result == 42
