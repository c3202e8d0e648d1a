from threading import Thread


def fetch_all(fetch, pages):
    results = [None] * len(pages)

    def fetch_to(place, page):
        results[place] = fetch(page)

    threads = [Thread(target=fetch_to, args=(place, page)) for place, page in enumerate(pages)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
