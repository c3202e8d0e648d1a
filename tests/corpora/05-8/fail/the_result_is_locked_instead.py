# finding: exception M34
# message: generator already executing
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}
    lock = threading.Lock()

    def helper():
        for address in addresses:
            text = fetch(address)
            with lock:
                pages[address] = text

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
