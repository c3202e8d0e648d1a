# finding: too-much-locking -
# message: never in `fetch` at the same time
from threading import Thread


def fetch_all(fetch, pages):
    results = []
    for page in pages:
        thread = Thread(target=lambda: results.append(fetch(page)))
        thread.start()
        thread.join()
    return results
