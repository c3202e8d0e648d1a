from queue import Empty, Queue
from threading import Thread


def work_through(jobs, work, helpers):
    """Nothing is put in any more when the first helper looks, so empty means done here."""
    todo = Queue()
    for job in jobs:
        todo.put(job)
    results = []

    def helper():
        while True:
            try:
                job = todo.get_nowait()
            except Empty:
                return
            try:
                results.append(work(job))
            except Exception:
                pass

    threads = [Thread(target=helper) for _ in range(helpers)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results
