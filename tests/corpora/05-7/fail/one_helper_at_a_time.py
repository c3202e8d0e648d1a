# finding: too-much-locking M11
# message: in `work`
import queue
import threading


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    results = []
    lock = threading.Lock()

    def helper():
        while (job := todo.get()) is not None:
            with lock:
                try:
                    results.append(work(job))
                except Exception:
                    pass

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in [*jobs, *[None] * helpers]:
        todo.put(job)
    for thread in threads:
        thread.join()
    return results
