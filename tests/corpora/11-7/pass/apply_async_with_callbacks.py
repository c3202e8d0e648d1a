from multiprocessing import Pool
from functools import partial

def read_all(parse, lines, workers):
    records, bad = {}, {}
    with Pool(workers) as pool:
        for number, line in enumerate(lines, start=1):
            pool.apply_async(
                parse,
                (line,),
                callback=partial(records.__setitem__, number),
                error_callback=lambda error, number=number: bad.update({number: str(error)}),
            )
        pool.close()
        pool.join()
    return [records[n] for n in sorted(records)], [(n, bad[n]) for n in sorted(bad)]
