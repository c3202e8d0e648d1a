from concurrent.futures import ThreadPoolExecutor, wait


def develop_all(develop, photos, workers):
    pool = ThreadPoolExecutor(max_workers=workers)
    futures = {photo: pool.submit(develop, photo) for photo in photos}
    wait(futures.values())
    pool.shutdown()
    done = {photo: future.result() for photo, future in futures.items() if not future.exception()}
    failed = {photo: future.exception() for photo, future in futures.items() if future.exception()}
    return done, failed
