# finding: too-much-locking M11
# message: in `fetch`
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}

    def helper():
        try:
            for address in addresses:
                pages[address] = fetch(address)
        except ValueError:
            return

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
        thread.join()
    return pages
