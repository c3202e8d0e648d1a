# finding: too-much-locking M11
# message: in `work`
def work_through(jobs, work, helpers):
    results = []
    for job in jobs:
        try:
            results.append(work(job))
        except Exception:
            pass
    return results
