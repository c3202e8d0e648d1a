# finding: wrong-result M49
# message: is not in it
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        try:
            for photo, result in zip(photos, pool.map(develop, photos)):
                done[photo] = result
        except Exception as error:
            failed[photos[len(done)]] = error
    return done, failed
