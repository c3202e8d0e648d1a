# expect: fail
# because: wrong-result: the queue's feeder thread pickles the item later
from multiprocessing import Process, Queue

def work(queue, answers):
    answers.put(sum(queue.get()))

def run():
    queue, answers = Queue(), Queue()
    p = Process(target=work, args=(queue, answers))
    p.start()
    batch = [1, 2, 3]
    queue.put(batch)
    batch.clear()
    answer = answers.get()
    p.join()
    return answer

# --- scenario ---
def main(): return run()
def accept(result): return result == 6
