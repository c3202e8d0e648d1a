import queue
import threading


def fetch_all(addresses, fetch, helpers):
    todo = queue.Queue()
    pages = {}

    def helper():
        while (address := todo.get()) is not None:
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for address in addresses:
        todo.put(address)
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    return pages
