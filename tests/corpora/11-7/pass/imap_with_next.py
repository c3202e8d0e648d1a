import multiprocessing

def read_all(parse, lines, workers):
    records, bad = [], []
    with multiprocessing.Pool(workers) as pool:
        results = pool.imap(parse, lines)
        for number in range(1, len(lines) + 1):
            try:
                records.append(results.next())
            except Exception as error:
                bad.append([number, str(error)])
    return records, bad
