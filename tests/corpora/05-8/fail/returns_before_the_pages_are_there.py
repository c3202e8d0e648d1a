# finding: unfinished-threads -
# message: The result is taken while thread A is still running
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}
    lock = threading.Lock()

    def helper():
        while True:
            with lock:
                address = next(addresses, None)
            if address is None:
                return
            pages[address] = fetch(address)

    for _ in range(helpers):
        threading.Thread(target=helper).start()
    return pages
