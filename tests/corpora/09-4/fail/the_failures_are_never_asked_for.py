# finding: wrong-result M48
# message: the second dictionary says {}
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done = {}

    def one(photo):
        done[photo] = develop(photo)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for photo in photos:
            pool.submit(one, photo)
    return done, {}
