# finding: deadlock -
# message: ends hard, with exit code 4
import multiprocessing


def _work(function, arguments, end):
    try:
        answer = ("done", function(*arguments))
    except Exception as error:
        answer = ("failed", f"{type(error).__name__}: {error}")
    end.send(answer)
    end.close()


def run_all(jobs):
    children = {}
    for name, (function, arguments) in jobs.items():
        mine, theirs = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=_work, args=(function, arguments, theirs))
        child.start()
        children[name] = child, mine
    report = {}
    for name, (child, mine) in children.items():
        try:
            report[name] = mine.recv()
        except EOFError:
            report[name] = None
        child.join()
        if report[name] is None:
            report[name] = ("died", child.exitcode)
    return report
