import queue
import threading

END = object()


def work_through(jobs, work, helpers):
    todo = queue.Queue()
    done = queue.Queue()

    def helper():
        while True:
            job = todo.get()
            if job is END:
                todo.put(END)
                break
            try:
                done.put(work(job))
            except Exception:
                pass

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in jobs:
        todo.put(job)
    todo.put(END)
    for thread in threads:
        thread.join()
    return [done.get() for _ in range(done.qsize())]
