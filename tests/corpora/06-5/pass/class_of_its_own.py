import multiprocessing


class Job(multiprocessing.Process):
    def __init__(self, function, args):
        super().__init__()
        self.function = function
        self.arguments = args
        self.receiver, self.sender = multiprocessing.Pipe(duplex=False)

    def run(self):
        try:
            said = "done", self.function(*self.arguments)
        except Exception as error:
            said = "failed", f"{error.__class__.__name__}: {error}"
        self.sender.send(said)

    def outcome(self):
        self.join()
        return self.receiver.recv() if self.receiver.poll() else ("died", self.exitcode)


def run_all(jobs):
    running = {name: Job(function, args) for name, (function, args) in jobs.items()}
    for job in running.values():
        job.start()
    return {name: job.outcome() for name, job in running.items()}
