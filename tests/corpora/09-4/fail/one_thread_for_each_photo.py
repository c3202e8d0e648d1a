# finding: wrong-result -
# message: photos were developed at the same time
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}

    def one(photo):
        try:
            done[photo] = develop(photo)
        except Exception as error:
            failed[photo] = error

    with ThreadPoolExecutor(max_workers=len(photos)) as pool:
        list(pool.map(one, photos))
    return done, failed
