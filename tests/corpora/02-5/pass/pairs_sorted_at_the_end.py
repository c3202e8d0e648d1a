from threading import Thread


def fetch_all(fetch, pages):
    found = []
    threads = []
    for number, page in enumerate(pages):
        thread = Thread(target=lambda number=number, page=page: found.append((number, fetch(page))))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return [text for _, text in sorted(found)]
