import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []

    def helper():
        while True:
            try:
                job = todo.get(timeout=1)
            except queue.Empty:
                return
            try:
                results.append(work(job))
            except Exception:
                pass

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in jobs:
        todo.put(job)
    for thread in threads:
        thread.join()
    return results
