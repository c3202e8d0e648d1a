# finding: exception M34
# message: inside the generator
import threading


def fetch_all(addresses, fetch, helpers):
    pages = {}

    def helper():
        mine = iter(addresses)
        for address in mine:
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
