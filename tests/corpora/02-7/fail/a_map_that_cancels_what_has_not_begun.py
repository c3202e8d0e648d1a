# finding: wrong-result -
# message: had not ended
from concurrent.futures import ThreadPoolExecutor


def run_all(functions):
    with ThreadPoolExecutor(max_workers=max(1, len(functions))) as pool:
        return list(pool.map(lambda f: f(), functions))
