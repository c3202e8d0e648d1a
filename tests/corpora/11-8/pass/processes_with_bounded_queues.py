from collections import Counter
from multiprocessing import JoinableQueue, Process, Queue

def work(count, jobs, results):
    while (batch := jobs.get()) is not None:
        results.put(count(batch))

def summarise(batches, count, workers):
    jobs, results = Queue(), Queue()
    processes = [Process(target=work, args=(count, jobs, results)) for _ in range(workers)]
    for process in processes:
        process.start()
    total, out = Counter(), 0
    for batch in batches:
        jobs.put(batch)
        out += 1
        if out == 2 * workers:
            total.update(results.get())
            out -= 1
    for _ in range(out):
        total.update(results.get())
    for _ in processes:
        jobs.put(None)
    for process in processes:
        process.join()
    return total
