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
                continue
            finally:
                todo.task_done()

    for job in jobs:
        todo.put(job)
    for _ in range(helpers):
        threading.Thread(target=helper, daemon=True).start()
    todo.join()
    return results
