from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    pool = ProcessPoolExecutor(workers)
    futures, drawn, yielded = {}, 0, 0
    numbered = enumerate(photos)
    try:
        while True:
            while len(futures) < ahead:
                try:
                    number, photo = next(numbered)
                except StopIteration:
                    break
                futures[number] = pool.submit(develop, photo)
            if not futures:
                return
            yield futures.pop(yielded).result()
            yielded += 1
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
