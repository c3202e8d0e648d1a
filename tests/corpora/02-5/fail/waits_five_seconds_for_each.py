# finding: unfinished-threads -
# message: the server takes a minute
from threading import Thread


def fetch_all(fetch, pages):
    results = {}
    threads = [Thread(target=lambda page=page: results.update({page: fetch(page)})) for page in pages]
    for t in threads:
        t.start()
    for t in threads:
        t.join(timeout=5)
    return [results.get(p) for p in pages]
