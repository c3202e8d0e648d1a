from concurrent.futures import ThreadPoolExecutor
from functools import partial


def develop_all(develop, photos, workers):
    done, failed = {}, {}

    def sort(photo, future):
        if future.exception() is not None:
            failed[photo] = future.exception()
        else:
            done[photo] = future.result()

    with ThreadPoolExecutor(max_workers=workers) as pool:
        for photo in photos:
            pool.submit(develop, photo).add_done_callback(partial(sort, photo))
    return done, failed
