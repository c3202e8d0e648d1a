# finding: deadlock M47
# message: an item in todo
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []

    def helper():
        while (job := todo.get()) is not None:
            try:
                results.append(work(job))
            except Exception:
                pass

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in jobs:
        todo.put(job)
    todo.put(None)
    for thread in threads:
        thread.join()
    return results
