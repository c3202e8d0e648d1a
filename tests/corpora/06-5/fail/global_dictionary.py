# finding: wrong-result M39
# message: is reported as ('died', 0)
import multiprocessing

results = {}


def work(name, function, args):
    try:
        results[name] = ("done", function(*args))
    except Exception as error:
        results[name] = ("failed", f"{type(error).__name__}: {error}")


def run_all(jobs):
    children = {}
    for name, (function, args) in jobs.items():
        children[name] = multiprocessing.Process(target=work, args=(name, function, args))
        children[name].start()
    for child in children.values():
        child.join()
    return {name: results.get(name, ("died", child.exitcode)) for name, child in children.items()}
