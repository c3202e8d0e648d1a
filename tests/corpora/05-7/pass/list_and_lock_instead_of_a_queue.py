import threading


def work_through(jobs, work, helpers):
    left = list(jobs)
    lock = threading.Lock()
    results = []

    def helper():
        while True:
            with lock:
                if not left:
                    return
                job = left.pop(0)
            try:
                result = work(job)
            except Exception:
                continue
            with lock:
                results.append(result)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
