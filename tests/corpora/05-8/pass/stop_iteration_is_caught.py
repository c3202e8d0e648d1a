import threading


def fetch_all(addresses, fetch, helpers):
    pages, lock = {}, threading.RLock()

    def helper():
        while True:
            lock.acquire()
            try:
                address = next(addresses)
            except StopIteration:
                break
            finally:
                lock.release()
            text = fetch(address)
            with lock:
                pages[address] = text

    threads = []
    for _ in range(helpers):
        thread = threading.Thread(target=helper)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return pages
