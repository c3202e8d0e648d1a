import multiprocessing
from multiprocessing import connection


def work(end, function, args):
    try:
        answer = ("done", function(*args))
    except Exception as error:
        answer = ("failed", type(error).__name__ + ": " + str(error))
    end.send(answer)


def run_all(jobs):
    waiting, result = {}, dict.fromkeys(jobs)
    for name, (function, args) in jobs.items():
        here, there = multiprocessing.Pipe(duplex=False)
        child = multiprocessing.Process(target=work, args=(there, function, args))
        child.start()
        there.close()
        waiting[here] = (name, child)
    while waiting:
        for here in connection.wait(list(waiting)):
            name, child = waiting.pop(here)
            try:
                result[name] = here.recv()
                child.join()
            except EOFError:
                child.join()
                result[name] = ("died", child.exitcode)
    return result
