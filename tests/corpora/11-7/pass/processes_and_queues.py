from multiprocessing import Process, Queue

def work(parse, jobs, outcomes):
    for number, line in iter(jobs.get, None):
        try:
            outcomes.put((number, True, parse(line)))
        except Exception as error:
            outcomes.put((number, False, str(error)))

def read_all(parse, lines, workers):
    jobs, outcomes = Queue(), Queue()
    processes = [Process(target=work, args=(parse, jobs, outcomes)) for _ in range(workers)]
    for process in processes:
        process.start()
    for job in enumerate(lines, start=1):
        jobs.put(job)
    for _ in processes:
        jobs.put(None)
    found = sorted(outcomes.get() for _ in lines)
    for process in processes:
        process.join()
    return [x for _, fine, x in found if fine], [(n, x) for n, fine, x in found if not fine]
