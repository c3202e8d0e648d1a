import threading


def fetch_all(addresses, fetch, helpers):
    everything = list(addresses)
    pages = {}

    def helper(start):
        for address in everything[start::helpers]:
            pages[address] = fetch(address)

    threads = [threading.Thread(target=helper, args=(number,)) for number in range(helpers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages
