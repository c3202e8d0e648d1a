# finding: too-much-locking M11
# message: in `fetch`
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}
    lock = threading.Lock()

    def helper():
        with lock:
            for address in addresses:
                pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
