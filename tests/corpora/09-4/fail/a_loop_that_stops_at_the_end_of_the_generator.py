# finding: wrong-result M49
# message: is not in it
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        results = pool.map(develop, photos)
        for photo in photos:
            try:
                done[photo] = next(results)
            except StopIteration:
                break
            except Exception as error:
                failed[photo] = error
    return done, failed
