import threading


def fetch_all(fetch, pages):
    texts = {}

    def work(page):
        texts[page] = fetch(page)

    threads = []
    for page in pages:
        t = threading.Thread(target=work, args=[page])
        threads.append(t)
        t.start()
    [t.join() for t in threads]
    return [texts[page] for page in pages]
