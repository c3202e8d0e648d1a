# finding: wrong-result -
# message: and `fetch` was called for
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}
    everything = list(addresses)

    def helper():
        for address in everything:
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
