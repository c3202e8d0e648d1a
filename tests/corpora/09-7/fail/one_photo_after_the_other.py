# finding: too-little-parallelism M44
# message: never more than one had a photo
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for photo in photos:
            yield pool.submit(develop, photo).result()
