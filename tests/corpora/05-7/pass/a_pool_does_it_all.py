from concurrent.futures import ThreadPoolExecutor


def work_through(jobs, work, helpers):
    with ThreadPoolExecutor(helpers) as pool:
        futures = [pool.submit(work, job) for job in jobs]
    return [future.result() for future in futures if future.exception() is None]
