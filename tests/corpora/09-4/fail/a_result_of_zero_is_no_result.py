# finding: wrong-result -
# message: becomes 0
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {photo: pool.submit(develop, photo) for photo in photos}
    failed = {photo: future.exception() for photo, future in futures.items() if future.exception()}
    done = {photo: future.result() or None for photo, future in futures.items() if photo not in failed}
    return done, failed
