from multiprocessing import Pool

def attempt(parse, number, line):
    try:
        return "good", parse(line)
    except ValueError as problem:
        return "bad", (number, str(problem))

def read_all(parse, lines, workers):
    jobs = [(parse, number, line) for number, line in enumerate(lines, start=1)]
    with Pool(processes=workers) as pool:
        outcomes = pool.starmap(attempt, jobs, chunksize=2)
    return [x for kind, x in outcomes if kind == "good"], [x for kind, x in outcomes if kind == "bad"]
