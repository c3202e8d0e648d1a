# finding: deadlock M47
# message: an item in todo
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
    todo.put(None)
    for thread in threads:
        thread.join()
    return pages
