# finding: wrong-result -
# message: `work` had been called for
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []

    def helper():
        while True:
            job = todo.get()
            todo.task_done()
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
