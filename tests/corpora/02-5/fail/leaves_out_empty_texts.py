# finding: wrong-result -
# message: 1 of 2 results
from threading import Thread


def fetch_all(fetch, pages):
    results = [None] * len(pages)

    def work(i):
        results[i] = fetch(pages[i])

    threads = [Thread(target=work, args=(i,)) for i in range(len(pages))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return [r for r in results if r]
