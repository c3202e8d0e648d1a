# finding: wrong-result -
# message: once there were 8
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(develop, photo) for photo in photos]
        for future in futures:
            yield future.result()
