# finding: wrong-result -
# message: A photo was developed 2 times
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}

    def one(photo):
        try:
            return develop(photo)
        except Exception:
            return develop(photo)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = {photo: pool.submit(one, photo) for photo in photos}
        for photo, future in futures.items():
            if future.exception():
                failed[photo] = future.exception()
            else:
                done[photo] = future.result()
    return done, failed
