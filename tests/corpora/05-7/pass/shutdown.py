import queue
import threading


def work_through(jobs, work, helpers):
    """From Python 3.13 on."""
    todo = queue.Queue()
    results = []

    def helper():
        while True:
            try:
                job = todo.get()
            except queue.ShutDown:
                return
            try:
                results.append(work(job))
            except Exception as error:
                print("left out:", error)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in jobs:
        todo.put(job)
    todo.shutdown()
    for thread in threads:
        thread.join()
    return results
