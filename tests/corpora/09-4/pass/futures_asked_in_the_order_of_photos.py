from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(develop, photo) for photo in photos]
    for photo, future in zip(photos, futures):
        error = future.exception()
        if error is None:
            done[photo] = future.result()
        else:
            failed[photo] = error
    return done, failed
