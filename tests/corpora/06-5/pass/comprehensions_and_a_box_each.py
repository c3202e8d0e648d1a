from multiprocessing import Process, SimpleQueue


def one(function, args, box):
    outcome = None
    try:
        outcome = ("done", function(*args))
    except Exception as error:
        outcome = ("failed", type(error).__name__ + ": " + str(error))
    finally:
        if outcome is not None:
            box.put(outcome)


def run_all(jobs):
    boxes = {name: SimpleQueue() for name in jobs}
    children = {name: Process(target=one, args=(*jobs[name], boxes[name]), name=str(name)) for name in jobs}
    [child.start() for child in children.values()]
    [child.join() for child in children.values()]
    return {name: boxes[name].get() if not boxes[name].empty() else ("died", children[name].exitcode) for name in jobs}
