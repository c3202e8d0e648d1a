# finding: unfinished-threads -
# message: still running when `run_all` came back
import multiprocessing


def work(end, function, args):
    try:
        end.send(("done", function(*args)))
    except Exception as error:
        end.send(("failed", f"{type(error).__name__}: {error}"))


def run_all(jobs):
    running = {}
    for name, (function, args) in jobs.items():
        mine, yours = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=work, args=(yours, function, args))
        child.start()
        yours.close()
        running[name] = (child, mine)
    report = {}
    for name, (child, mine) in running.items():
        try:
            report[name] = mine.recv()
        except EOFError:
            report[name] = ("died", child.exitcode)
    return report
