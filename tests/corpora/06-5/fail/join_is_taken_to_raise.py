# finding: exception -
# message: toast too hot
import multiprocessing


def work(function, args, box):
    box.put(function(*args))


def run_all(jobs):
    children = {}
    for name, (function, args) in jobs.items():
        box = multiprocessing.SimpleQueue()
        child = multiprocessing.Process(target=work, args=(function, args, box))
        child.start()
        children[name] = child, box
    results = {}
    for name, (child, box) in children.items():
        try:
            child.join()
            results[name] = ("done", box.get())
        except Exception as error:
            results[name] = ("failed", f"{type(error).__name__}: {error}")
    return results
