# finding: wrong-result -
# message: 2 times, and not for another page
from threading import Thread


def fetch_all(fetch, pages):
    results = [None] * len(pages)
    threads = []
    for place, page in enumerate(pages):
        threads.append(Thread(target=lambda: results.__setitem__(place, fetch(page))))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
