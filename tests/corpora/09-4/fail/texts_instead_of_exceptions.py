# finding: wrong-result M48
# message: failed with `Refused`, and the second dictionary says
from concurrent.futures import ThreadPoolExecutor, as_completed


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {pool.submit(develop, photo): photo for photo in photos}
        for future in as_completed(futures):
            try:
                done[futures[future]] = future.result()
            except Exception as error:
                failed[futures[future]] = str(error)
    return done, failed
