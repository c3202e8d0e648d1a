# finding: deadlock M46
# message: for an item in todo
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    for job in jobs:
        todo.put(job)
    results = []

    def helper():
        while not todo.empty():
            job = todo.get()
            try:
                results.append(work(job))
            except Exception:
                pass

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
