# finding: wrong-result -
# message: once there were 8
from concurrent.futures import ProcessPoolExecutor


def develop_stream(develop, photos, workers, ahead):
    photos = list(photos)
    results = []
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for start in range(0, len(photos), ahead):
            results += pool.map(develop, photos[start : start + ahead])
    return results
