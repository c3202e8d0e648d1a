import multiprocessing


def work(results, name, function, args):
    try:
        results[name] = ("done", function(*args))
    except Exception as error:
        results[name] = ("failed", f"{type(error).__name__}: {error}")


def run_all(jobs):
    with multiprocessing.Manager() as manager:
        results = manager.dict()
        children = {}
        for name, (function, args) in jobs.items():
            child = multiprocessing.Process(target=work, args=(results, name, function, args))
            child.start()
            children[name] = child
        report = {}
        for name, child in children.items():
            child.join()
            report[name] = results.get(name) or ("died", child.exitcode)
        return report
