# finding: wrong-result -
# message: becomes None
from concurrent.futures import ThreadPoolExecutor, as_completed


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        photo_of = {pool.submit(develop, photo): photo for photo in photos}
        for future in as_completed(photo_of):
            error = future.exception()
            if not error and future.result():
                done[photo_of[future]] = future.result()
            else:
                failed[photo_of[future]] = error
    return done, failed
