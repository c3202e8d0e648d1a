# finding: wrong-result -
# message: once there were 8
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for result in pool.map(develop, photos):
            yield result
