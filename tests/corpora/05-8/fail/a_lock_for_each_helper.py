# finding: exception M34
# message: generator already executing
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}

    def helper():
        lock = threading.Lock()
        while True:
            with lock:
                address = next(addresses, None)
            if address is None:
                return
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
