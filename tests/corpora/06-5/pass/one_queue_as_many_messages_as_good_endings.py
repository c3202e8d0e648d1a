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
    for child in children.values():
        child.join()
    good = [name for name, child in children.items() if child.exitcode == 0]
    said = dict(reports.get() for _ in good)
    return {name: said.get(name, ("died", child.exitcode)) for name, child in children.items()}
