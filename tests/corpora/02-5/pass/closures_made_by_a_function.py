from threading import Thread


def fetch_all(fetch, pages):
    results = {}

    def fetcher(page):
        def run():
            results[page] = fetch(page)

        return run

    threads = [Thread(target=fetcher(page)) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(map(results.get, pages))
