# finding: too-much-locking M27
# message: never in `fetch` at the same time
from threading import Thread


def fetch_all(fetch, pages):
    results = []
    threads = [Thread(target=results.append(fetch(page))) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
