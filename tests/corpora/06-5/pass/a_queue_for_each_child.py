import multiprocessing


def work(answer, function, args):
    try:
        answer.put(["done", function(*args)])
    except BaseException as error:
        answer.put(["failed", type(error).__name__ + ": " + str(error)])


def run_all(jobs):
    started = []
    for name in jobs:
        function, args = jobs[name]
        answer = multiprocessing.SimpleQueue()
        child = multiprocessing.Process(target=work, args=(answer, function, args))
        child.start()
        started.append((name, child, answer))
    results = {}
    for name, child, answer in started:
        child.join()
        results[name] = ("died", child.exitcode) if answer.empty() else tuple(answer.get())
    return results
