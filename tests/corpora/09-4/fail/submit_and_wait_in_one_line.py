# finding: wrong-result M44
# message: developed at a time
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    done, failed = {}, {}
    with ThreadPoolExecutor(max_workers=workers) as pool:
        for photo in photos:
            try:
                done[photo] = pool.submit(develop, photo).result()
            except Exception as error:
                failed[photo] = error
    return done, failed
