# finding: wrong-result M49
# message: `develop_all` raises it, too
from concurrent.futures import ThreadPoolExecutor


def develop_all(develop, photos, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        return dict(zip(photos, pool.map(develop, photos))), {}
