import multiprocessing
import queue


def work(name, function, args, box):
    try:
        box.put((name, "done", function(*args)))
    except Exception as error:
        box.put((name, "failed", f"{type(error).__name__}: {error}"))


def run_all(jobs):
    box = multiprocessing.Queue()
    children = {}
    for name, (function, args) in jobs.items():
        children[name] = multiprocessing.Process(target=work, args=(name, function, args, box))
        children[name].start()
    found = {}
    while len(found) < len(jobs):
        try:
            name, how, what = box.get(timeout=0.1)
            found[name] = (how, what)
        except queue.Empty:
            for name, child in children.items():
                if name not in found and child.exitcode not in (None, 0):
                    found[name] = ("died", child.exitcode)
    for child in children.values():
        child.join()
    return {name: found[name] for name in jobs}
