from threading import Thread


class Fetcher(Thread):
    def __init__(self, fetch, page):
        super().__init__()
        self.fetch = fetch
        self.page = page
        self.result = None

    def run(self):
        self.result = self.fetch(self.page)


def fetch_all(fetch, pages):
    fetchers = [Fetcher(fetch, page) for page in pages]
    for fetcher in fetchers:
        fetcher.start()
    for fetcher in fetchers:
        fetcher.join()
    return [fetcher.result for fetcher in fetchers]
