from concurrent.futures import ProcessPoolExecutor, as_completed

def read_all(parse, lines, workers):
    good, bad = {}, {}
    with ProcessPoolExecutor(max_workers=workers) as pool:
        numbers = {pool.submit(parse, line): number for number, line in enumerate(lines, start=1)}
        for future in as_completed(numbers):
            problem = future.exception()
            if problem is None:
                good[numbers[future]] = future.result()
            else:
                bad[numbers[future]] = str(problem)
    return [good[number] for number in sorted(good)], sorted(bad.items())
