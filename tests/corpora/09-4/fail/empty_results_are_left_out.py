# finding: wrong-result -
# message: becomes None
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}

    def careful(photo):
        try:
            return develop(photo)
        except Exception as error:
            failed[photo] = error

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for photo, result in zip(photos, pool.map(careful, photos)):
            if result is not None:
                done[photo] = result
    return done, failed
