# finding: unfinished-threads -
# message: The result is taken while thread A is still running
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

    for _ in range(helpers):
        threading.Thread(target=helper).start()
    for job in jobs:
        todo.put(job)
    for _ in range(helpers):
        todo.put(None)
    return results
