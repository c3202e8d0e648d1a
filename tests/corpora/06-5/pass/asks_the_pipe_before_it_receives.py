import multiprocessing


def work(function, args, end):
    try:
        end.send(("done", function(*args)))
    except Exception as error:
        end.send(("failed", f"{type(error).__name__}: {error}"))


def run_all(jobs):
    running = {}
    for name, (function, args) in jobs.items():
        mine, yours = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=work, args=(function, args, yours))
        child.start()
        yours.close()
        running[name] = child, mine
    results = {}
    for name, (child, end) in running.items():
        child.join()
        if child.exitcode == 0 and end.poll():
            results[name] = end.recv()
        else:
            results[name] = "died", child.exitcode
    return results
