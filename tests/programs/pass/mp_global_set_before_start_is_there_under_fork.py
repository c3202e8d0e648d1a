# expect: pass
from multiprocessing import Process, SimpleQueue

settings = None

def work(queue):
    queue.put(settings["size"] * 2)

def run():
    global settings
    settings = {"size": 21}
    queue = SimpleQueue()
    p = Process(target=work, args=(queue,))
    p.start()
    answer = queue.get()
    p.join()
    return answer

# --- scenario ---
start_method = "fork"
def main(): return run()
def accept(result): return result == 42
