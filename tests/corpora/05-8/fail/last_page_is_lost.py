# finding: exception -
# message: StopIteration
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}
    lock = threading.Lock()

    def helper():
        while True:
            with lock:
                address = next(addresses)
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
