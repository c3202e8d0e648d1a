# finding: exception -
# message: BadJob
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []

    def helper():
        while True:
            job = todo.get()
            results.append(work(job))
            todo.task_done()

    for _ in range(helpers):
        threading.Thread(target=helper, daemon=True).start()
    for job in jobs:
        todo.put(job)
    todo.join()
    return results
