# finding: exception M27
# message: is not callable
from threading import Thread


def fetch_all(fetch, pages):
    results = []
    threads = [Thread(target=fetch(page)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
