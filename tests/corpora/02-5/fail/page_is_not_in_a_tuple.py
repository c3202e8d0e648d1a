# finding: exception M28
# message: positional argument
from threading import Thread


def fetch_all(fetch, pages):
    results = {}

    def work(page):
        results[page] = fetch(page)

    threads = [Thread(target=work, args=(page)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[page] for page in pages]
