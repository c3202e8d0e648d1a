# finding: too-little-parallelism M35
# message: no other process ran a task
def read_all(parse, lines, workers):
    records, bad = [], []
    for number, line in enumerate(lines, 1):
        try:
            records.append(parse(line))
        except Exception as error:
            bad.append((number, str(error)))
    return records, bad
