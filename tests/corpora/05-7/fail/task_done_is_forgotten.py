# finding: deadlock M47
# message: task_done() for every item of todo
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []

    def helper():
        while True:
            job = todo.get()
            try:
                results.append(work(job))
            except Exception:
                pass

    for _ in range(helpers):
        threading.Thread(target=helper, daemon=True).start()
    for job in jobs:
        todo.put(job)
    todo.join()
    return results
