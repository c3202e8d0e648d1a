# finding: wrong-result M19
# message: in another order than the pages
from threading import Thread


def fetch_all(fetch, pages):
    results = []

    def work(page):
        results.append(fetch(page))

    threads = [Thread(target=work, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
