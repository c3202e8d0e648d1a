# finding: exception M53
# message: `Burnt`
import multiprocessing


def work(function, args, end):
    try:
        end.send(function(*args))
    except Exception as error:
        end.send(error)


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
        try:
            said = end.recv()
        except EOFError:
            child.join()
            results[name] = ("died", child.exitcode)
            continue
        child.join()
        if isinstance(said, Exception):
            results[name] = ("failed", f"{type(said).__name__}: {said}")
        else:
            results[name] = ("done", said)
    return results
