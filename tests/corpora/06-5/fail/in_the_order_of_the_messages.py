# finding: wrong-result -
# message: The result has the names
import multiprocessing


def report(name, function, args, reports):
    try:
        reports.put((name, ("done", function(*args))))
    except Exception as error:
        reports.put((name, ("failed", f"{type(error).__name__}: {error}")))


def run_all(jobs):
    """Run each job in a process of its own, all at the same time, and say what became of each."""
    reports = multiprocessing.Queue()
    children = {}
    for name, (function, args) in jobs.items():
        children[name] = multiprocessing.Process(target=report, args=(name, function, args, reports))
        children[name].start()
    results = {}
    for child in children.values():
        child.join()
    while not reports.empty():
        name, said = reports.get()
        results[name] = said
    for name, child in children.items():
        results.setdefault(name, ("died", child.exitcode))
    return results
