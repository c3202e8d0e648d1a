import multiprocessing
import sys


def child_main(function, args, end):
    try:
        result = function(*args)
    except Exception as error:
        end.send(f"{type(error).__name__}: {error}")
        sys.exit(1)
    end.send(result)


def run_all(jobs):
    children, ends = {}, {}
    for name, (function, args) in jobs.items():
        ends[name], end = multiprocessing.Pipe(False)
        children[name] = multiprocessing.Process(target=child_main, args=(function, args, end))
        children[name].start()
        end.close()
    report = {}
    for name in jobs:
        child, end = children[name], ends[name]
        try:
            said = end.recv()
        except EOFError:
            child.join()
            report[name] = ("died", child.exitcode)
            continue
        child.join()
        report[name] = ("done" if child.exitcode == 0 else "failed", said)
    return report
