# finding: wrong-result -
# message: should be ('done', 'beans after 3600 seconds')
import multiprocessing
import queue


def work(box, function, args):
    try:
        box.put(("done", function(*args)))
    except Exception as error:
        box.put(("failed", f"{type(error).__name__}: {error}"))


def run_all(jobs):
    boxes = {name: multiprocessing.Queue() for name in jobs}
    children = {
        name: multiprocessing.Process(target=work, args=(boxes[name], function, args))
        for name, (function, args) in jobs.items()
    }
    for child in children.values():
        child.start()
    report = {}
    for name, child in children.items():
        try:
            report[name] = boxes[name].get(timeout=1)
        except queue.Empty:
            child.join()
            report[name] = ("died", child.exitcode)
    for child in children.values():
        child.join()
    return report
