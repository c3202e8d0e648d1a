# finding: wrong-result M50
# message: is said to have become the print of
from concurrent.futures import ThreadPoolExecutor, as_completed


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(develop, photo) for photo in photos]
        for photo, future in zip(photos, as_completed(futures)):
            if future.exception():
                failed[photo] = future.exception()
            else:
                done[photo] = future.result()
    return done, failed
